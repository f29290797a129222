import { bindQuery } from './binder';
import { QueryProblem, toDiagnostics } from './diagnostic';
import type { Diagnostic } from './diagnostic';
import { parse } from './parser';
import type { BoundQuery, Plan } from './plan';
import type { ColumnSchema, TableSchema } from './schema';
import type { SavedFunction } from './saved-functions';
import { SchemaQuestion as Asked } from './scope';

export type CompileOptions = {
  /** Tables a query can name: the built-in ones and the workspace's custom ones. */
  readonly tables: readonly TableSchema[];
  /** Range of `TimeGenerated`, microseconds since 1970, [from, to); applied to every stored table that has the column. */
  readonly timespan?: { readonly from?: number; readonly to?: number };
  /** `now()`, microseconds since 1970. */
  readonly now: number;
  /** Functions kept with the workspace. */
  readonly functions?: readonly SavedFunction[];
  /** Answers to the questions of earlier calls, in their order. */
  readonly schemas?: readonly (readonly ColumnSchema[])[];
};

/**
 * Columns that only the data can tell (`evaluate bag_unpack(x)` without a schema): the properties of the bags in the only
 * column of `plan`, or its distinct texts. `compileOverData` answers them.
 */
export type SchemaQuestion = { readonly kind: 'bag' | 'values'; readonly plan: Plan };

export type CompileResult =
  | { readonly ok: true; readonly query: BoundQuery }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[]; readonly question?: SchemaQuestion };

/**
 * Parses and binds a query. Anything wrong with the text comes back as diagnostics.
 * @throws PartMissing where a constant needs a part of the engine that is not loaded yet, see `withParts`
 */
export const compile = (
  text: string,
  { tables, timespan = {}, now, functions, schemas = [] }: CompileOptions,
): CompileResult => {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  try {
    const ingestionTime = [text, ...(functions ?? []).map(({ body }) => body)].some((of) =>
      of.includes('ingestion_time'),
    );
    const {
      table,
      tables: read,
      readsNow,
    } = bindQuery(parsed.query, tables, { now, timespan, ingestionTime, schemas }, functions);
    return { ok: true, query: { plan: table.plan, render: table.render, tables: read, readsNow } };
  } catch (error) {
    if (error instanceof QueryProblem) return { ok: false, diagnostics: toDiagnostics(error, text) };
    if (!(error instanceof Asked)) throw error;
    const question = { kind: error.kind, plan: error.plan };
    return { ok: false, diagnostics: toDiagnostics(error.problem, text), question };
  }
};
