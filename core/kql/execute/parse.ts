import { asText, convert } from '../functions/read';
import type { ParsePiece, Plan } from '../plan';
import type { EvaluationContext, TypedVector } from '../registry';
import type { ColumnType } from '../schema';
import type { TextVector } from '../vectors';
import { isNullAt, textAt, textBuilder } from '../vectors';
import { compileExpr, PlanError } from './expression';
import { type Frame, vectorFrame } from './frame';
import { keyValueMatcher } from './key-values';
import { regexMatcher, simpleMatcher } from './parse-text';
import type { Matcher } from './parse-text';

type Parse = Extract<Plan, { op: 'parse' | 'parse-kv' }>;

/** Results per distinct text of a batch. */
const memoized = (match: Matcher, texts: TextVector): ((row: number) => readonly string[] | undefined) => {
  const known: (readonly string[] | null | undefined)[] = [];
  return (row) => {
    const code = texts.codes[row] ?? -1;
    if (code < 0) return match('');
    known[code] ??= match(textAt(texts, row)) ?? null;
    return known[code] ?? undefined;
  };
};

const isColumn = (piece: ParsePiece): piece is Extract<ParsePiece, { kind: 'column' }> => piece.kind === 'column';

const matcherOf = (plan: Parse): Matcher => {
  if (plan.op === 'parse-kv') return keyValueMatcher(plan.found, plan.form);
  return plan.mode === 'regex' ? regexMatcher(plan.pieces, plan.flags) : simpleMatcher(plan.pieces);
};

/** Texts found, as columns; a row that does not fit has empty ones. */
const columnsOf = (
  types: readonly ColumnType[],
  rows: readonly (readonly string[] | undefined)[],
): readonly TypedVector[] =>
  types.map((type, at) => {
    const builder = textBuilder(rows.length);
    rows.forEach((found, row) => builder.set(row, found?.[at] ?? ''));
    const text: TypedVector = { type: 'string', constant: false, vector: builder.finish() };
    return { type, constant: false, vector: convert(text, type, rows.length) };
  });

/** `parse`, `parse-where` and `parse-kv`: columns read out of a text, those of one name replaced. */
export const compileParse = (plan: Parse, context: EvaluationContext): ((frame: Frame) => Frame) => {
  const input = plan.input.columns;
  const evaluate = compileExpr(plan.expr, input, context);
  const found = plan.op === 'parse' ? plan.pieces.filter(isColumn) : plan.found;
  const types = found.map(({ type }) => type);
  const match = matcherOf(plan);
  // In the simple form a value that cannot be converted makes the whole text not fit.
  const strict = plan.op === 'parse' && plan.mode === 'simple';
  return (frame) => {
    const source = evaluate(frame);
    const texts = asText(source, frame.length);
    const read = memoized(match, texts);
    const rows = Array.from({ length: frame.length }, (_, row) => read(source.constant ? 0 : row));
    let values = columnsOf(types, rows);
    if (plan.op === 'parse' && plan.mode !== 'relaxed') {
      const misfits = rows.map(
        (row, at) => row !== undefined && values.some(({ type, vector }) => type !== 'string' && isNullAt(vector, at)),
      );
      if (misfits.includes(true) && (strict || plan.only)) {
        misfits.forEach((misfit, at) => {
          if (misfit) rows[at] = undefined;
        });
        values = columnsOf(types, rows);
      }
    }
    const whole = vectorFrame(
      plan.columns.map(({ name }) => {
        const at = found.findLastIndex((of) => of.name === name);
        const value = values[at];
        if (value !== undefined) return value;
        const index = input.findIndex((of) => of.name === name);
        if (index < 0) throw new PlanError(`${plan.op} has no column ${name}`);
        return frame.column(index);
      }),
      frame.length,
    );
    if (plan.op === 'parse-kv' || !plan.only) return whole;
    const kept = rows.flatMap((row, at) => (row === undefined ? [] : [at]));
    return kept.length === frame.length ? whole : whole.select(Int32Array.from(kept), kept.length);
  };
};
