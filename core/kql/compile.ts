import { bindQuery } from './binder';
import { QueryProblem, toDiagnostic } from './diagnostic';
import type { Diagnostic } from './diagnostic';
import { parse } from './parser';
import type { BoundQuery } from './plan';
import type { TableSchema } from './schema';

export type CompileOptions = {
  /** Tables a query can name: the built-in ones and the workspace's custom ones. */
  readonly tables: readonly TableSchema[];
  /** Range of `TimeGenerated`, microseconds since 1970, [from, to); applied to every stored table that has the column. */
  readonly timespan?: { readonly from?: number; readonly to?: number };
  /** `now()`, microseconds since 1970. */
  readonly now: number;
};

export type CompileResult =
  | { readonly ok: true; readonly query: BoundQuery }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Parses and binds a query. Anything wrong with the text comes back as diagnostics; it never throws for a text. */
export const compile = (text: string, { tables, timespan = {}, now }: CompileOptions): CompileResult => {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  try {
    const ingestionTime = text.includes('ingestion_time');
    const { table, tables: read } = bindQuery(parsed.query, tables, { now, timespan, ingestionTime });
    return { ok: true, query: { plan: table.plan, render: table.render, tables: read } };
  } catch (error) {
    if (error instanceof QueryProblem) return { ok: false, diagnostics: [toDiagnostic(error, text)] };
    throw error;
  }
};
