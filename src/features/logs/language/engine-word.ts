import { compile } from '#core/kql/compile';
import { diagnosticCodes } from '#core/kql/diagnostic';
import { findAggregate, findScalar } from '#core/kql/functions/registry';
import { isUnsupportedFunction } from '#core/kql/functions/unsupported';
import { columnTypeOf } from '#core/kql/literals';
import { operators, plugins, sources, specialFunctions, statements } from '#core/kql/operator-list';
import { unsupportedOperators } from '#core/kql/parse-operator';
import type { ColumnSchema } from '#core/kql/schema';
import type { WorkspaceSchema } from '../workspace-schema';
import type { CompletionKind, Fault } from './protocol';

const parts = new Map(
  [...specialFunctions, ...plugins, ...sources, ...operators, ...statements].map((of) => [of.name, of]),
);
const otherNames: Readonly<Record<string, string>> = { filter: 'where', limit: 'take', order: 'sort' };

/** What a function or an operator does, from the registry of our engine; undefined for what it does not know. */
export const summaryOf = (name: string): string | undefined => {
  const summary = (findScalar(name) ?? findAggregate(name) ?? parts.get(otherNames[name] ?? name))?.summary;
  return summary && `${summary.charAt(0).toUpperCase()}${summary.slice(1).replace(/\.?$/, '.')}`;
};

/** True for a part of Kusto's language that our engine refuses by name. */
export const isMissing = (kind: CompletionKind, name: string): boolean => {
  if (kind === 'operator') return unsupportedOperators.has(name) && !parts.has(name);
  if (kind !== 'function' && kind !== 'aggregate') return false;
  return isUnsupportedFunction(name);
};

/** Kusto has these parts of its language, our engine does not. */
const lacking = new Set<string>([diagnosticCodes.unsupported, diagnosticCodes.unknownFunction]);

const overlap = (one: Fault, other: Fault): boolean => one.from <= other.to && other.from <= one.to;

/** What our own binder says of a query, against the tables of a workspace. Never throws for a text. */
export const engineFaults = (text: string, { tables, functions }: WorkspaceSchema, now: number): readonly Fault[] => {
  const known = tables.map(({ name, columns }) => ({
    name,
    columns: columns.flatMap((of): ColumnSchema[] => {
      const type = columnTypeOf(of.type);
      return type === undefined ? [] : [{ name: of.name, type }];
    }),
  }));
  const compiled = compile(text, { tables: known, now: now * 1000, functions });
  // Columns that only rows can tell are no fault.
  if (compiled.ok || compiled.question !== undefined) return [];
  return compiled.diagnostics.map(({ start, length, code, message }) => ({
    from: start,
    to: start + length,
    severity: 'error',
    code,
    message,
    here: true,
  }));
};

/**
 * Faults of both, each said once. Where the language service finds errors, ours are mostly the same ones in other words: then only
 * what our engine lacks is added, and only where the service is silent. Where it finds none, all of ours count: they stop the query.
 */
export const mergeFaults = (theirs: readonly Fault[], ours: readonly Fault[]): readonly Fault[] => {
  const errors = theirs.filter(({ severity }) => severity === 'error');
  const added = ours.filter(
    (fault) => errors.length === 0 || (lacking.has(fault.code) && !errors.some((error) => overlap(error, fault))),
  );
  return [...theirs, ...added].toSorted((one, other) => one.from - other.from);
};
