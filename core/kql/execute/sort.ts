import { concatBatches } from '../batch';
import type { Plan, SortKey } from '../plan';
import type { EvaluationContext } from '../registry';
import type { ColumnSchema } from '../schema';
import type { Batch } from '../vector';
import { vectorKind } from '../vectors';
import { compileExpr, type Evaluator } from './expression';
import { batchFrame, type Frame, frameBatch } from './frame';
import { rankBound, sortColumn, sortRows } from './order';

/** All rows of the frames as one. */
export const collect = async (columns: readonly ColumnSchema[], frames: AsyncIterable<Frame>): Promise<Frame> => {
  const batches: Batch[] = [];
  for await (const frame of frames) if (frame.length > 0) batches.push(frameBatch(columns, frame));
  return batchFrame(concatBatches(columns, batches));
};

const orderOf = (frame: Frame, by: readonly SortKey[], keys: readonly Evaluator[]): Int32Array =>
  sortRows(
    by.map((key, index) => sortColumn(key, keys[index]?.(frame) ?? frame.column(index), frame.length, index === 0)),
    frame.length,
  );

/** The first rows of a frame in order: those the first key rules out are neither gathered nor compared. */
const firstOf = (frame: Frame, by: readonly SortKey[], keys: readonly Evaluator[], count: number): Frame => {
  const [key] = by;
  const [evaluate] = keys;
  let rest = frame;
  if (key && evaluate && frame.length > count * 2) {
    const { ranks } = sortColumn(key, evaluate(frame), frame.length);
    const bound = rankBound(ranks, frame.length, count);
    const rows = new Int32Array(frame.length);
    let found = 0;
    for (let row = 0; row < frame.length; row++) if ((ranks[row] ?? 0) <= bound) rows[found++] = row;
    rest = frame.select(rows, found);
  }
  return rest.select(orderOf(rest, by, keys), Math.min(count, rest.length));
};

export const sortFrames = async (
  plan: Extract<Plan, { op: 'sort' }>,
  frames: AsyncIterable<Frame>,
  context: EvaluationContext,
): Promise<Frame> => {
  const all = await collect(plan.input.columns, frames);
  const keys = plan.by.map(({ expr }) => compileExpr(expr, plan.input.columns, context));
  return all.select(orderOf(all, plan.by, keys), all.length);
};

/** Candidates are cut back to the wanted rows whenever there are this many more. */
const slack = 16_384;

/**
 * `top`: keeps the best rows so far and drops, before gathering anything but the first key, rows that are already worse
 * than the last of them. Equal rows keep their order. With `skip`, as many of the first are left out in the end.
 */
export const topFrames = async (
  plan: Pick<Extract<Plan, { op: 'top' }>, 'by' | 'count' | 'skip' | 'input'>,
  frames: AsyncIterable<Frame>,
  context: EvaluationContext,
): Promise<Frame> => {
  const { columns } = plan.input;
  const { skip = 0 } = plan;
  const wanted = skip + plan.count;
  const keys = plan.by.map(({ expr }) => compileExpr(expr, columns, context));
  let kept: Batch[] = [];
  let rows = 0;
  let bound: number | undefined;
  const [firstKey] = plan.by;
  const [firstEvaluator] = keys;
  // Only numbers have ranks that hold for the next batch, too.
  const ranked = firstKey !== undefined && vectorKind(firstKey.expr.type) === 'number';

  const cut = (): void => {
    const all = batchFrame(concatBatches(columns, kept));
    const best = frameBatch(columns, firstOf(all, plan.by, keys, wanted));
    kept = [best];
    rows = best.length;
    if (rows < wanted || !firstKey || !firstEvaluator) return;
    bound = numericRank(firstKey, batchFrame(best), firstEvaluator)?.[rows - 1];
  };

  if (plan.count <= 0) return batchFrame(concatBatches(columns, []));
  for await (const frame of frames) {
    if (frame.length === 0) continue;
    let candidates = frame;
    const ranks =
      bound === undefined || !firstKey || !firstEvaluator ? undefined : numericRank(firstKey, frame, firstEvaluator);
    if (ranks && bound !== undefined) {
      const selection = new Int32Array(frame.length);
      let count = 0;
      for (let row = 0; row < frame.length; row++) if ((ranks[row] ?? 0) <= bound) selection[count++] = row;
      candidates = frame.select(selection, count);
    }
    if (candidates.length === 0) continue;
    // Sorting a large batch by itself first keeps the gathering of wide rows to those that can still matter.
    if (candidates.length > wanted * 2) candidates = firstOf(candidates, plan.by, keys, wanted);
    kept.push(frameBatch(columns, candidates));
    rows += candidates.length;
    if (rows > wanted + Math.max(wanted, slack) || (bound === undefined && ranked && rows >= wanted)) cut();
  }
  cut();
  const best = batchFrame(concatBatches(columns, kept));
  if (skip === 0) return best;
  const count = Math.max(0, best.length - skip);
  return best.select(
    Int32Array.from({ length: count }, (_, row) => skip + row),
    count,
  );
};

/** Ranks comparable between batches: for numbers only, since text is ranked within its batch. */
const numericRank = (key: SortKey, frame: Frame, evaluate: Evaluator): Float64Array | undefined => {
  const column = evaluate(frame);
  return column.vector.kind === 'number' && !column.constant ? sortColumn(key, column, frame.length).ranks : undefined;
};
