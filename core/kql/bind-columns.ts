import type { ExprNode, NamedExpr, NamePattern, PatternOrder } from './ast';
import { bindConstant, bindExpr } from './bind-expression';
import { expandTuples } from './bind-tuple';
import type { ExprContext } from './make-call';
import { diagnosticCodes as codes, eachOf, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import { column, keepColumns } from './expr';
import { ColumnNames, impliedName } from './naming';
import type { Assignment, Expr } from './plan';
import type { ColumnSchema } from './schema';
import { ingestionTimeColumn } from './schema';
import type { Table } from './scope';
import { visibleColumns } from './scope';

/** Table after a `project` to these assignments; its rows keep their order. */
export const projected = (table: Table, assignments: readonly Assignment[], hidden = false): Table => ({
  plan: {
    op: 'project',
    input: table.plan,
    assignments,
    columns: assignments.map(({ name, expr }) => ({ name, type: expr.type })),
  },
  serialized: table.serialized,
  hidden,
});

export const kept = (table: Table, columns: readonly ColumnSchema[] = visibleColumns(table)): Table => ({
  plan: keepColumns(table.plan, columns),
  serialized: table.serialized,
  hidden: false,
});

const duplicate = (name: string, span: Span): QueryProblem =>
  new QueryProblem(codes.duplicateName, `A column with the name '${name}' is already declared`, span);

/** A column an item of a list makes: its given name, or the one it implies. */
type Item = {
  readonly given: string | undefined;
  readonly implied: string | undefined;
  readonly expr: Expr;
  readonly span: Span;
};

/** The columns of a list, those of functions with several values one by one. */
const bindItems = (items: readonly NamedExpr[], context: ExprContext): readonly Item[] =>
  eachOf(expandTuples(items, context), ({ name, names, expr, span }): Item => {
    const own = expr.kind === 'name' ? expr.name : undefined;
    const given = name?.text ?? names?.[0]?.text ?? own;
    return { given, implied: impliedName(expr), expr: bindExpr(expr, context), span };
  });

/** Names of a column list, in order: given ones first come first served, implied ones made unique. */
export const nameItems = (items: readonly Omit<Item, 'expr'>[], names: ColumnNames): readonly string[] => {
  for (const { given, span } of items) if (given !== undefined && !names.claim(given)) throw duplicate(given, span);
  return items.map(({ given, implied }) => given ?? (implied ? names.unique(implied) : names.numbered()));
};

export const project = (items: readonly NamedExpr[], table: Table, context: ExprContext): Table => {
  const bound = bindItems(items, context);
  const names = nameItems(bound, new ColumnNames());
  return projected(
    table,
    bound.map(({ expr }, at) => ({ name: names[at] ?? '', expr })),
  );
};

/** `extend`: a name that exists keeps its place and gets the new value, others come at the end. */
export const extend = (items: readonly NamedExpr[], table: Table, context: ExprContext): Table => {
  const added = new Map<string, Expr>();
  const names = new ColumnNames(visibleColumns(table).map((of) => of.name));
  for (const { given, implied, expr, span } of bindItems(items, context)) {
    // An implied name replaces a column of that name (`extend tostring(x)`); a given one stands once.
    const replaces = implied !== undefined && names.has(implied);
    const name = given ?? (replaces ? implied : implied ? names.unique(implied) : names.numbered());
    names.claim(name);
    if (given !== undefined && added.has(name)) throw duplicate(name, span);
    added.set(name, expr);
  }
  const assignments = table.plan.columns.map((of) => ({ name: of.name, expr: added.get(of.name) ?? column(of) }));
  const known = new Set(table.plan.columns.map((of) => of.name));
  for (const [name, expr] of added) if (!known.has(name)) assignments.push({ name, expr });
  return projected(table, assignments, table.hidden && !added.has(ingestionTimeColumn.name));
};

const matcher = (pattern: NamePattern): ((name: string) => boolean) => {
  if (!pattern.wildcard) return (name) => name === pattern.text;
  const parts = pattern.text.split('*');
  return (name) => {
    const first = parts[0] ?? '';
    const last = parts.at(-1) ?? '';
    if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
      const found = name.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= name.length - last.length;
  };
};

/** Columns each pattern matches, which must be at least one. */
const matching = (patterns: readonly NamePattern[], table: Table, operator: string): readonly ColumnSchema[][] =>
  patterns.map((pattern) => {
    const matches = matcher(pattern);
    const found = visibleColumns(table).filter((of) => matches(of.name));
    if (found.length === 0) {
      throw new QueryProblem(
        codes.unresolvedName,
        `'${operator}' operator: Failed to resolve column or scalar expression named '${pattern.text}'`,
        pattern.span,
      );
    }
    return found;
  });

/** Digits inside a name count as numbers: `x2` before `x10`. */
const granny = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const plain = new Intl.Collator('en', { sensitivity: 'base' });

const inOrder = (columns: readonly ColumnSchema[], order: PatternOrder | undefined): readonly ColumnSchema[] => {
  if (order === undefined) return columns;
  const collator = order.startsWith('granny') ? granny : plain;
  const sign = order.endsWith('desc') ? -1 : 1;
  return columns.toSorted((left, right) => sign * collator.compare(left.name, right.name));
};

/** `project-away`, `project-keep` and `project-reorder`. */
export const projectPatterns = (
  kind: 'project-away' | 'project-keep' | 'project-reorder',
  patterns: readonly NamePattern[],
  table: Table,
): Table => {
  const matched = matching(patterns, table, kind)
    .map((found, at) => inOrder(found, patterns[at]?.order))
    .flat();
  const columns = visibleColumns(table);
  if (kind === 'project-away')
    return kept(
      table,
      columns.filter((of) => !matched.includes(of)),
    );
  if (kind === 'project-keep')
    return kept(
      table,
      columns.filter((of) => matched.includes(of)),
    );
  return kept(table, [...new Set([...matched, ...columns])]);
};

export const rename = (items: readonly NamedExpr[], table: Table): Table => {
  const renamed = new Map<string, string>();
  const columns = visibleColumns(table);
  for (const item of items) {
    if (item.name === undefined || item.expr.kind !== 'name') {
      throw new QueryProblem(codes.syntax, 'project-rename takes NewName = OldName', item.span);
    }
    const old = item.expr.name;
    if (!columns.some((of) => of.name === old)) {
      throw new QueryProblem(
        codes.unresolvedName,
        `'project-rename' operator: Failed to resolve column or scalar expression named '${old}'`,
        item.expr.span,
      );
    }
    renamed.set(old, item.name.text);
  }
  const names = new ColumnNames();
  const assignments = columns.map((of) => {
    const name = renamed.get(of.name) ?? of.name;
    const [item] = items;
    if (!names.claim(name) && item !== undefined) throw duplicate(name, item.span);
    return { name, expr: column(of) };
  });
  return projected(table, assignments);
};

/** `project-by-names`: the columns that constant names and patterns match, in the order given; unknown ones are left out. */
export const projectByNames = (items: readonly ExprNode[], table: Table, context: ExprContext): Table => {
  const names = eachOf(items, (item): readonly string[] => {
    const { value } = bindConstant(item, { ...context, table: undefined });
    if (typeof value === 'string') return [value];
    const json = typeof value === 'object' && value !== null ? value.json : undefined;
    if (!Array.isArray(json)) throw new QueryProblem(codes.wrongType, 'project-by-names takes names', item.span);
    return json.filter((name) => typeof name === 'string');
  }).flat();
  const columns = visibleColumns(table);
  const found = names.flatMap((text) => {
    const matches = matcher({ text, wildcard: text.includes('*'), span: { start: 0, end: 0 } });
    return columns.filter((of) => matches(of.name));
  });
  return kept(table, [...new Set(found)]);
};

/** Output columns as a query shows them: without the hidden arrival time. */
export const shown = (table: Table): Table =>
  table.hidden
    ? {
        ...table,
        hidden: false,
        plan: {
          op: 'project',
          input: table.plan,
          assignments: visibleColumns(table).map((of) => ({ name: of.name, expr: column(of) })),
          columns: visibleColumns(table),
        },
      }
    : table;
