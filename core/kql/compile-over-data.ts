import { DataError } from './data-error';
import { compile } from './compile';
import type { CompileOptions, CompileResult, SchemaQuestion } from './compile';
import type { Plan } from './plan';
import type { ColumnSchema, ColumnType } from './schema';
import type { Batch, Json } from './vector';

/** Most columns a plugin may make out of data. */
const maxColumns = 1_000;

const typeOf = (value: Json): ColumnType => {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isInteger(value) ? 'long' : 'real';
    default:
      return 'dynamic';
  }
};

const merged = (known: ColumnType | undefined, type: ColumnType): ColumnType => {
  if (known === undefined || known === type) return type;
  const numbers = new Set([known, type]);
  return numbers.has('long') && numbers.has('real') ? 'real' : 'dynamic';
};

const byName = (left: ColumnSchema, right: ColumnSchema): number => (left.name < right.name ? -1 : 1);

const answer = async (kind: SchemaQuestion['kind'], rows: AsyncIterable<Batch>): Promise<readonly ColumnSchema[]> => {
  const types = new Map<string, ColumnType>();
  for await (const { vectors, length } of rows) {
    const [vector] = vectors;
    if (kind === 'values' && vector?.kind === 'text') {
      for (let row = 0; row < length; row++) types.set(vector.dictionary[vector.codes[row] ?? -1] ?? '', 'string');
    }
    if (kind === 'bag' && vector?.kind === 'json') {
      for (let row = 0; row < length; row++) {
        const value = vector.values[row] ?? null;
        if (value === null || typeof value !== 'object' || Array.isArray(value)) continue;
        for (const [name, member] of Object.entries(value)) {
          if (member !== null || !types.has(name)) types.set(name, merged(types.get(name), typeOf(member)));
        }
      }
    }
    if (types.size > maxColumns) throw new DataError(`The query makes more than ${maxColumns} columns out of data`);
  }
  return [...types].map(([name, type]) => ({ name, type })).toSorted(byName);
};

/**
 * As `compile`, for queries whose columns depend on rows too: asks `run` for the rows of each such question and compiles
 * again with the answer. Rejects as `run` does.
 */
export const compileOverData = async (
  text: string,
  options: CompileOptions,
  run: (plan: Plan) => AsyncIterable<Batch>,
): Promise<CompileResult> => {
  const schemas = [...(options.schemas ?? [])];
  for (;;) {
    const result = compile(text, { ...options, schemas });
    if (result.ok || result.question === undefined) return result;
    schemas.push(await answer(result.question.kind, run(result.question.plan)));
  }
};
