import type { ExprNode, OperatorNode } from '#core/kql/ast';
import { parse } from '#core/kql/parser';
import { absoluteRange, longestRange, relativeRange, shortestRange, type TimeRange } from '../time-range/range';
import { categories, changeTypes } from '../ui/change-words';
import { decodeSearch, encodeSearch } from '../url-state';
import { type ChangeFilter, changeFilterSearch, fimTypes, noTerms } from './change-filter';
import { filteredChanges } from './filter-kql';
import { termSides, termText } from './terms';

/** A query that the Changes page can show. `range` where the text sets it, `sort` where it names one. */
export type ChangesQuery = {
  readonly filter: ChangeFilter;
  readonly range: TimeRange | undefined;
  readonly sort: 'newest' | 'oldest' | undefined;
};

/** Thrown inside only: the query means something the page's filter cannot say. */
class NoFilter extends Error {}

const refuse = (): never => {
  throw new NoFilter();
};

/** What an expression says, without where it stands. */
const meaning = (expr: unknown): string =>
  JSON.stringify(expr, (key, value: unknown) => (key === 'span' ? undefined : value));

const table = 'ConfigurationChange';

const operatorsOf = (text: string): readonly OperatorNode[] | undefined => {
  const parsed = parse(text);
  if (!parsed.ok) return undefined;
  const { lets, settings, result } = parsed.query;
  if (lets.length > 0 || settings.length > 0) return undefined;
  if (result.kind === 'name' && result.name === table) return [];
  if (result.kind !== 'tabular') return undefined;
  const { source, operators } = result.query;
  if (source.kind !== 'table' || source.wildcard || source.name.text !== table) return undefined;
  return operators;
};

const operandsOf = (expr: ExprNode, operator: string): readonly ExprNode[] =>
  expr.kind === 'operation' && expr.operator.text === operator
    ? expr.operands.flatMap((operand) => operandsOf(operand, operator))
    : [expr];

/** The expression inside `not(...)`. */
const denied = (expr: ExprNode): ExprNode | undefined =>
  expr.kind === 'call' && expr.name.text === 'not' && expr.args.length === 1 ? expr.args[0]?.value : undefined;

type Comparison = { readonly column: string; readonly operator: string; readonly values: readonly string[] };

/** `column operator "text"`, or a list of texts. */
const comparisonOf = (expr: ExprNode): Comparison | undefined => {
  if (expr.kind !== 'operation') return undefined;
  const [left, ...rest] = expr.operands;
  if (left?.kind !== 'name') return undefined;
  const values = rest.flatMap((operand) =>
    operand.kind === 'literal' && operand.type === 'string' && typeof operand.value === 'string' ? [operand.value] : [],
  );
  return values.length === rest.length ? { column: left.name, operator: expr.operator.text, values } : undefined;
};

const memberships: Readonly<Record<string, 'include' | 'exclude'>> = {
  '==': 'include',
  in: 'include',
  '!=': 'exclude',
  '!in': 'exclude',
};

/** Values a column may have and may not have, over all conditions on it: `only` is undefined while anything may. */
type Allowed = { only: readonly string[] | undefined; readonly never: Set<string> };

const narrow = (allowed: Allowed, side: 'include' | 'exclude', values: readonly string[]) => {
  if (side === 'exclude') for (const value of values) allowed.never.add(value);
  else allowed.only = [...new Set(allowed.only?.filter((value) => values.includes(value)) ?? values)];
};

/** Of a column with few known values: those left, undefined for all. Refuses values nobody has, and none at all. */
const leftOf = (allowed: Allowed, known: readonly string[]): readonly string[] | undefined => {
  const named = [...(allowed.only ?? []), ...allowed.never];
  if (named.some((value) => !known.includes(value))) refuse();
  const left = (allowed.only ?? known).filter((value) => !allowed.never.has(value));
  if (left.length === 0) refuse();
  return left.length === known.length ? undefined : known.filter((value) => left.includes(value));
};

/** Filters whose conditions are no plain membership, and the comparison their values are read from. */
const written = [
  { field: 'path', column: 'FileSystemPath', operator: 'startswith' },
  { field: 'field', column: 'FieldsChanged', operator: 'has' },
  { field: 'q', column: 'FileSystemPath', operator: 'contains' },
] as const;

const everything: ChangeFilter = { ...noTerms, all: true };

/** The conditions a filter puts into a query, besides the types it counts. */
const conditionsOf = (filter: ChangeFilter): string =>
  meaning((operatorsOf(filteredChanges(filter)) ?? []).slice(1).map((step) => step.kind === 'where' && step.predicate));

const textsIn = (expr: ExprNode, column: string, operator: string): readonly string[] =>
  operandsOf(expr, 'or').flatMap((part) => {
    const found = comparisonOf(part);
    return found?.column === column && found.operator === operator ? found.values : [];
  });

type Found = { readonly patch: Partial<ChangeFilter>; readonly all?: boolean };

/**
 * A condition as the pages write it, found by writing it again: the values are read from one comparison, and the filter they make has
 * to give the very same condition.
 */
const writtenFilter = (condition: ExprNode): Found | undefined => {
  const inner = denied(condition);
  const same = (patch: Partial<ChangeFilter>, all: boolean) =>
    conditionsOf({ ...everything, ...patch, all }) === meaning([condition]);
  const terms = (values: readonly string[]) => values.map((value) => termText({ value, exclude: inner !== undefined }));
  const read = inner ?? condition;
  for (const { field, column, operator } of written) {
    const values = textsIn(read, column, operator);
    if (values.length === 0) continue;
    if (field === 'q') {
      const [q = ''] = values;
      for (const all of [false, true]) if (same({ q }, all)) return { patch: { q }, all };
    } else if (same({ [field]: terms(values) }, true)) return { patch: { [field]: terms(values) } };
  }
  const entities = entitiesIn(read);
  return same({ entity: terms(entities) }, true) ? { patch: { entity: terms(entities) } } : undefined;
};

/** Entities are compared with four columns: the path's is the whole text of each. */
const entitiesIn = (expr: ExprNode): readonly string[] => textsIn(expr, 'FileSystemPath', '==');

const microsOf = (expr: ExprNode | undefined, type: 'datetime' | 'timespan'): number | undefined =>
  expr?.kind === 'literal' && expr.type === type && typeof expr.value === 'number' ? expr.value : undefined;

const agoOf = (expr: ExprNode | undefined): number | undefined => {
  if (expr?.kind !== 'call' || expr.name.text !== 'ago' || expr.args.length !== 1) return undefined;
  return microsOf(expr.args[0]?.value, 'timespan');
};

const isNow = (expr: ExprNode | undefined): boolean =>
  expr?.kind === 'call' && expr.name.text === 'now' && expr.args.length === 0;

const wholeSeconds = (ms: number | undefined): ms is number =>
  ms !== undefined && Number.isInteger(ms / 1000) && ms >= shortestRange && ms <= longestRange;

type Bounds = { from?: number; to?: number; back?: number };

/** Reads a condition on `TimeGenerated` into `bounds` (ms); false where it is none the page's range can say. */
const readTime = (condition: ExprNode, bounds: Bounds): boolean => {
  if (condition.kind !== 'operation') return false;
  const [column, first, second] = condition.operands;
  if (column?.kind !== 'name' || column.name !== 'TimeGenerated') return false;
  const micros = microsOf(first, 'datetime');
  switch (condition.operator.text) {
    case '>=':
      if (micros === undefined || bounds.from !== undefined) return false;
      bounds.from = micros / 1000;
      return true;
    case '<':
      if (micros === undefined || bounds.to !== undefined) return false;
      bounds.to = micros / 1000;
      return true;
    case 'between': {
      const back = agoOf(first);
      if (back === undefined || !isNow(second) || bounds.back !== undefined) return false;
      bounds.back = back / 1000;
      return true;
    }
    default:
      return false;
  }
};

const rangeOf = ({ from, to, back }: Bounds): TimeRange | undefined => {
  if (from === undefined && to === undefined && back === undefined) return undefined;
  if (back !== undefined && from === undefined && to === undefined && wholeSeconds(back)) return relativeRange(back);
  if (back !== undefined || from === undefined || to === undefined) return refuse();
  if (!Number.isInteger(from) || !Number.isInteger(to) || to - from < shortestRange || to - from > longestRange)
    return refuse();
  return absoluteRange({ start: from, end: to });
};

const sortOf = (step: OperatorNode & { readonly kind: 'sort' }): 'newest' | 'oldest' => {
  const [key, ...rest] = step.by;
  if (rest.length > 0 || key?.expr.kind !== 'name' || key.expr.name !== 'TimeGenerated') return refuse();
  return key.descending ? 'newest' : 'oldest';
};

const translate = (operators: readonly OperatorNode[]): ChangesQuery => {
  const types: Allowed = { only: undefined, never: new Set() };
  const kinds: Allowed = { only: undefined, never: new Set() };
  const servers: Allowed = { only: undefined, never: new Set() };
  const members: Readonly<Record<string, Allowed>> = {
    ConfigChangeType: types,
    ChangeCategory: kinds,
    SourceComputerId: servers,
  };
  const bounds: Bounds = {};
  const terms: Record<'path' | 'entity' | 'field', string[]> = { path: [], entity: [], field: [] };
  let q: Found | undefined;
  let sort: 'newest' | 'oldest' | undefined;

  const read = (condition: ExprNode) => {
    const plain = comparisonOf(condition);
    const allowed = plain && members[plain.column];
    const side = plain && memberships[plain.operator];
    if (plain && allowed && side) {
      narrow(allowed, side, plain.values);
      return;
    }
    if (readTime(condition, bounds)) return;
    const found = writtenFilter(condition) ?? refuse();
    if (found.patch.q !== undefined) {
      if (q) refuse();
      q = found;
      return;
    }
    for (const field of ['path', 'entity', 'field'] as const) {
      const added = found.patch[field] ?? [];
      // Two conditions both have to hold, two terms of one filter either.
      if (termSides(added).include.length > 0 && termSides(terms[field]).include.length > 0) refuse();
      terms[field].push(...added);
    }
  };

  for (const step of operators) {
    if (step.kind === 'where') for (const condition of operandsOf(step.predicate, 'and')) read(condition);
    else if (step.kind === 'sort') sort = sortOf(step);
    else if (step.kind !== 'render' || step.visualization !== 'table') refuse();
  }

  const type = leftOf(types, changeTypes);
  const fimOnly = type !== undefined && type.every((each) => fimTypes.some((fim) => fim === each));
  const all = q?.all ?? !fimOnly;
  if (!all && !fimOnly) refuse();
  const counted = all ? type : type?.length === fimTypes.length ? undefined : type;
  const included = servers.only?.filter((value) => !servers.never.has(value));
  if (included?.length === 0) refuse();
  const filter: ChangeFilter = {
    q: q?.patch.q ?? '',
    type: [...(counted ?? [])],
    category: [...(leftOf(kinds, categories) ?? [])],
    server: included ? [...included] : [...servers.never].map((value) => termText({ value, exclude: true })),
    ...terms,
    all,
  };
  // What the address cannot carry as it is (a value that begins like an excluded one) is no filter.
  const inclusive = [...(included ?? []), ...servers.never];
  if (inclusive.some((value) => value.startsWith('!'))) refuse();
  const carried = decodeSearch(changeFilterSearch, encodeSearch(changeFilterSearch, new URLSearchParams(), filter));
  if (meaning(carried) !== meaning(filter)) refuse();
  return { filter, range: rangeOf(bounds), sort };
};

/**
 * The filters of the Changes page that mean exactly what a query means: rows of `ConfigurationChange`, only filtered, by conditions the
 * page has filters for. Undefined for everything else. A time filter is one the page's range can say: from one moment up to another,
 * or from `ago(...)` up to `now()`; `> ago(...)` is open at its end, where rows stamped in the future are.
 */
export const changesQueryOf = (text: string): ChangesQuery | undefined => {
  const operators = operatorsOf(text);
  if (!operators) return undefined;
  try {
    return translate(operators);
  } catch (error) {
    if (error instanceof NoFilter) return undefined;
    throw error;
  }
};
