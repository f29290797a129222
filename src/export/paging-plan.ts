import type { QueryNode } from '#core/kql/ast';
import { compile } from '#core/kql/compile';
import { formatDatetime } from '#core/kql/datetime';
import type { Span } from '#core/kql/diagnostic';
import { findScalar } from '#core/kql/functions/registry';
import { parse } from '#core/kql/parser';
import type { Expr, Plan } from '#core/kql/plan';
import type { TableSchema } from '#core/kql/schema';
import type { PagingPlan } from './page-kql';

/** Column every table's rows are ordered by, and the one that tells rows of one moment apart. */
const timeColumn = 'TimeGenerated';
const rowIdColumn = 'RowId_CF';

export type PagingOptions = {
  readonly tables: readonly TableSchema[];
  /** What `now()` stands for, microseconds since 1970. */
  readonly now: number;
  /** Wire datetime: rows received later are left out. */
  readonly snapshot?: string;
};

const isStill = (expr: Expr): boolean => {
  switch (expr.kind) {
    case 'column':
    case 'literal':
      return true;
    case 'subquery':
      return false;
    case 'call': {
      const known = findScalar(expr.name);
      return known?.window !== true && known?.volatile !== true && expr.args.every(isStill);
    }
  }
};

type Chain = { readonly table: TableSchema; readonly nodes: readonly Plan[] };

/**
 * The plan as a chain over one stored table, top first: filters, projections and sorts that say the same of a row whichever page
 * it is read on. Undefined for anything else.
 */
const chainOf = (plan: Plan): Chain | undefined => {
  const nodes: Plan[] = [];
  for (let node = plan; ; ) {
    switch (node.op) {
      case 'scan':
        return { table: node.table, nodes };
      case 'where':
        if (!isStill(node.predicate)) return undefined;
        break;
      case 'project':
        if (!node.assignments.every(({ expr }) => isStill(expr))) return undefined;
        break;
      case 'sort':
        break;
      default:
        return undefined;
    }
    nodes.push(node);
    node = node.input;
  }
};

/** The stored column an output column of the first of `nodes` hands on unchanged. */
const sourceOf = (name: string, nodes: readonly Plan[]): string | undefined => {
  let current = name;
  for (const node of nodes) {
    if (node.op !== 'project') continue;
    const expr = node.assignments.find((assignment) => assignment.name === current)?.expr;
    if (expr?.kind !== 'column') return undefined;
    current = expr.name;
  }
  return current;
};

const outputOf = (stored: string, plan: Plan, { nodes }: Chain): string | undefined =>
  plan.columns.find(({ name }) => sourceOf(name, nodes) === stored)?.name;

/** Whether the rows come newest (`desc`) or oldest first, as no sort says either; undefined for any other order. */
const directionOf = ({ nodes }: Chain): 'asc' | 'desc' | undefined => {
  const at = nodes.findIndex((node) => node.op === 'sort');
  const sort = nodes[at];
  if (sort?.op !== 'sort') return 'desc';
  const [first, ...others] = sort.by.map(({ expr, descending }) => ({
    stored: expr.kind === 'column' ? sourceOf(expr.name, nodes.slice(at + 1)) : expr.kind,
    descending,
  }));
  const tieBreakers = others.every(({ stored }) => stored === rowIdColumn || stored === 'literal');
  return first?.stored !== timeColumn || !tieBreakers ? undefined : first.descending ? 'desc' : 'asc';
};

/** A place in the query's text and what goes there instead. */
type Edit = { readonly start: number; readonly end: number; readonly text: string };

const edited = (text: string, edits: readonly Edit[], end: number): string => {
  let result = '';
  let from = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    // Inside what another edit has taken away.
    if (edit.start < from) continue;
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from, end);
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isSpan = (value: unknown): value is Span =>
  isRecord(value) && typeof value['start'] === 'number' && typeof value['end'] === 'number';
const textOf = (name: unknown): unknown => (isRecord(name) ? name['text'] : name);

type Found = { readonly kind: unknown; readonly name: unknown; readonly args: readonly Span[]; readonly span: Span };

/** Every node of a syntax tree; the query's meaning is checked afterwards, so a walk by shape is enough. */
const eachNode = (value: unknown, see: (node: Found) => void): void => {
  if (Array.isArray(value)) for (const each of value) eachNode(each, see);
  if (!isRecord(value) || Array.isArray(value)) return;
  const { kind, name, args, span } = value;
  const argSpans = Array.isArray(args)
    ? args.flatMap((arg: unknown) =>
        isRecord(arg) && isRecord(arg['value']) && isSpan(arg['value']['span']) ? [arg['value']['span']] : [],
      )
    : [];
  if (isSpan(span)) see({ kind, name: textOf(name), args: argSpans, span });
  for (const each of Object.values(value)) eachNode(each, see);
};

/** `now()` and `ago(x)` as the moment they mean, so that every page means the same. */
const stillTime = ({ kind, name, args, span }: Found, now: string): readonly Edit[] => {
  if (kind !== 'call' || (name !== 'now' && name !== 'ago')) return [];
  const [arg] = args;
  if (!arg) return name === 'now' ? [{ ...span, text: now }] : [];
  return [
    { start: span.start, end: arg.start, text: `(${now} ${name === 'ago' ? '-' : '+'} (` },
    { start: arg.end, end: span.end, text: '))' },
  ];
};

/** Takes the orders and the chart off the end of a query: paging has an order of its own. */
const withoutOrder = ({ result }: QueryNode): readonly Edit[] => {
  if (result.kind !== 'tabular') return [];
  const { source, operators } = result.query;
  return operators.flatMap((operator, at) =>
    operator.kind === 'sort' || operator.kind === 'render'
      ? [{ start: operators[at - 1]?.span.end ?? source.span.end, end: operator.span.end, text: '' }]
      : [],
  );
};

/** A name nothing in the query can mean. */
const freeName = (name: string, text: string, table: TableSchema): string => {
  const taken = (wanted: string) => text.includes(wanted) || table.columns.some((column) => column.name === wanted);
  let suffix = '';
  while (taken(name + suffix)) suffix += '_';
  return name + suffix;
};

const pagedText = (text: string, query: QueryNode, table: TableSchema, options: PagingOptions, keys: Keys) => {
  const references: Span[] = [];
  const edits: Edit[] = [...withoutOrder(query)];
  const now = `datetime(${formatDatetime(options.now)})`;
  eachNode([query.lets, query.result], (node) => {
    const isTable = (node.kind === 'table' || node.kind === 'name') && node.name === table.name;
    if (isTable) references.push(node.span);
    edits.push(...stillTime(node, now));
    if (keys && (node.kind === 'project' || node.kind === 'project-keep'))
      edits.push({ start: node.span.end, end: node.span.end, text: `, ${keys.map(({ as }) => as).join(', ')}` });
  });
  const [reference, ...others] = references;
  if (!reference || others.length > 0) return undefined;
  const { snapshot } = options;
  const steps = [
    ...(snapshot === undefined ? [] : [`where ingestion_time() <= datetime(${snapshot})`]),
    ...(keys ? [`extend ${keys.map(({ as, stored }) => `${as} = ${stored}`).join(', ')}`] : []),
  ];
  edits.push({ start: reference.end, end: reference.end, text: steps.map((step) => `\n| ${step}`).join('') });
  return edited(text, edits, query.result.span.end);
};

type Keys = readonly { readonly as: string; readonly stored: string }[] | undefined;

/**
 * How a query's rows can be read in pages of any number, each row once: possible where its plan only filters, extends and projects
 * one stored table that has `TimeGenerated`, in no order or in that of time. Undefined for every other query.
 */
export const planPaging = (text: string, options: PagingOptions): PagingPlan | undefined => {
  const { tables, now } = options;
  const parsed = parse(text);
  const whole = compile(text, { tables, now });
  if (!parsed.ok || !whole.ok) return undefined;
  const chain = chainOf(whole.query.plan);
  const direction = chain && directionOf(chain);
  if (!chain || !direction) return undefined;
  const { table } = chain;
  const hasColumn = (name: string, type: string) => table.columns.some((of) => of.name === name && of.type === type);
  if (!hasColumn(timeColumn, 'datetime')) return undefined;
  const stored = hasColumn(rowIdColumn, 'string') ? [timeColumn, rowIdColumn] : [timeColumn];

  /** The paged text where it means the same chain and hands on every key; checked by compiling it. */
  const attempt = (keys: Keys): PagingPlan | undefined => {
    const kql = pagedText(text, parsed.query, table, options, keys);
    const compiled = kql === undefined ? undefined : compile(kql, { tables, now });
    if (kql === undefined || !compiled?.ok) return undefined;
    const { plan } = compiled.query;
    const paged = chainOf(plan);
    if (paged?.table.name !== table.name) return undefined;
    const outputs = stored.map((column) => outputOf(column, plan, paged));
    const [time, rowId] = outputs;
    if (time === undefined || outputs.includes(undefined)) return undefined;
    const added = keys?.map(({ as }) => as) ?? [];
    const names = plan.columns.flatMap(({ name }) => (added.includes(name) ? [] : [name]));
    if (names.join('\n') !== whole.query.plan.columns.map(({ name }) => name).join('\n')) return undefined;
    return { table: table.name, kql, time, rowId, added, descending: direction === 'desc', width: plan.columns.length };
  };

  const keyNames = stored.map((column, at) => ({
    as: freeName(`ExportKey${at + 1}`, text, table),
    stored: column,
  }));
  return attempt(undefined) ?? attempt(keyNames);
};
