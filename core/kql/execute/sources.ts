import { concatBatches } from '../batch';
import { convert } from '../functions/read';
import { ticksAt } from '../functions/arithmetic';
import type { Plan } from '../plan';
import type { EvaluationContext } from '../registry';
import { type NumberVector, numberBuilder, nullVector } from '../vectors';
import { evaluateConstant } from './expression';
import { batchFrame, type Frame, vectorFrame } from './frame';

/** Rows written in the query: `print` and `datatable`. */
export const valuesFrame = (plan: Extract<Plan, { op: 'values' }>, context: EvaluationContext): Frame => {
  const { columns, rows } = plan;
  const parts = rows.map((row) => ({
    columns,
    vectors: columns.map(({ type }, index) => {
      const expr = row[index];
      return expr ? convert(evaluateConstant(expr, context), type, 1) : nullVector(type, 1);
    }),
    length: 1,
  }));
  return batchFrame(concatBatches(columns, parts));
};

const rangeRows = 65_536;

const exactTicks = (vector: NumberVector): bigint => ticksAt(vector, 0);

/** `range`: from, from + step, ... up to and including `to`; nothing where one of them is null or the step is 0. */
export function* rangeFrames(plan: Extract<Plan, { op: 'range' }>, context: EvaluationContext): Generator<Frame> {
  const type = plan.columns[0]?.type ?? 'long';
  const stepType = type === 'datetime' ? 'timespan' : type;
  const from = convert(evaluateConstant(plan.from, context), type, 1);
  const to = convert(evaluateConstant(plan.to, context), type, 1);
  const step = convert(evaluateConstant(plan.step, context), stepType, 1);
  if (from.kind !== 'number' || to.kind !== 'number' || step.kind !== 'number') return;
  if ([from, to, step].some(({ nulls }) => nulls?.[0] === 1)) return;
  const time = type === 'datetime' || type === 'timespan';
  const first = from.values[0] ?? 0;
  const last = to.values[0] ?? 0;
  const by = step.values[0] ?? 0;
  const count = time
    ? exactTicks(step) === 0n
      ? 0
      : Number((exactTicks(to) - exactTicks(from)) / exactTicks(step)) + 1
    : by === 0
      ? 0
      : Math.floor((last - first) / by + 1e-9) + 1;
  if (time ? (exactTicks(to) - exactTicks(from)) * exactTicks(step) < 0n : (last - first) * by < 0) return;
  for (let start = 0; start < count; start += rangeRows) {
    const length = Math.min(rangeRows, count - start);
    const builder = numberBuilder(length);
    for (let row = 0; row < length; row++) {
      if (time && (from.tenths || step.tenths)) {
        const ticks = exactTicks(from) + BigInt(start + row) * exactTicks(step);
        const tenths = ((ticks % 10n) + 10n) % 10n;
        builder.setTicks(row, Number((ticks - tenths) / 10n), Number(tenths));
      } else {
        builder.set(row, first + (start + row) * by);
      }
    }
    yield vectorFrame([{ type, constant: false, vector: builder.finish() }], length);
  }
}
