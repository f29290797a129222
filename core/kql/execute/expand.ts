import { convert, dynamicReader } from '../functions/read';
import type { Plan } from '../plan';
import type { EvaluationContext, TypedVector } from '../registry';
import type { Json } from '../vector';
import { gather } from '../vectors';
import { compileExpr, PlanError } from './expression';
import { type Frame, vectorFrame } from './frame';

type Expand = Extract<Plan, { op: 'mv-expand' }>;

/**
 * What a value expands to: the elements of an array, one single-property bag (or with `pairs` one `[name, value]`) per
 * property, else the value itself.
 */
const elements = (value: Json, pairs: boolean): readonly Json[] => {
  if (Array.isArray(value)) return value;
  if (value !== null && typeof value === 'object')
    return Object.entries(value).map(([key, member]) => (pairs ? [key, member] : { [key]: member }));
  return [value];
};

/**
 * `mv-expand`: as many rows as the longest of the expanded values has elements, shorter ones filled with null; an empty
 * array gives one row of null, as Kusto does.
 */
export const compileExpand = (plan: Expand, context: EvaluationContext): ((frame: Frame) => Frame) => {
  const input = plan.input.columns;
  const expansions = plan.expansions.map(({ expr }) => compileExpr(expr, input, context));
  const limit = plan.limit ?? Number.POSITIVE_INFINITY;
  let rowsBefore = 0;
  return (frame) => {
    const firstRow = rowsBefore;
    rowsBefore += frame.length;
    const readers = expansions.map((evaluate) => dynamicReader(evaluate(frame)));
    const rows: number[] = [];
    const positions: number[] = [];
    const values: Json[][] = readers.map(() => []);
    for (let row = 0; row < frame.length; row++) {
      const lists = readers.map((read) => elements(read(row), plan.pairs));
      const longest = Math.min(limit, Math.max(1, ...lists.map((list) => list.length)));
      for (let position = 0; position < longest; position++) {
        rows.push(row);
        positions.push(position);
        lists.forEach((list, index) => values[index]?.push(list[position] ?? null));
      }
    }
    const { length } = rows;
    const selection = Int32Array.from(rows);
    const column = (name: string, type: TypedVector['type']): TypedVector => {
      const expansion = plan.expansions.findIndex((candidate) => candidate.name === name);
      if (expansion >= 0) {
        const expanded: TypedVector = {
          type: 'dynamic',
          constant: false,
          vector: { kind: 'json', values: values[expansion] ?? [] },
        };
        return { type, constant: false, vector: convert(expanded, type, length) };
      }
      if (name === plan.indexName) {
        return { type, constant: false, vector: { kind: 'number', values: Float64Array.from(positions) } };
      }
      if (name === plan.rowName) {
        return {
          type,
          constant: false,
          vector: { kind: 'number', values: Float64Array.from(rows, (row) => firstRow + row) },
        };
      }
      const index = input.findIndex((candidate) => candidate.name === name);
      if (index < 0) throw new PlanError(`mv-expand has no column ${name}`);
      const source = frame.column(index);
      return source.constant ? source : { ...source, vector: gather(source.vector, selection, length) };
    };
    return vectorFrame(
      plan.columns.map(({ name, type }) => column(name, type)),
      length,
    );
  };
};
