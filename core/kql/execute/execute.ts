import type { Plan } from '../plan';
import type { TypedVector } from '../registry';
import type { ColumnSchema } from '../schema';
import type { Batch } from '../vector';
import { nullVector } from '../vectors';
import { computeFrame } from './compute';
import { compileExpand } from './expand';
import { compileExpr, hasWindow, PlanError } from './expression';
import { compileFilter } from './filter';
import { batchFrame, type Frame, frameBatch, projectFrame, vectorFrame } from './frame';
import { joinFrames } from './join';
import { seriesFrame } from './make-series';
import { narrowFrames } from './narrow';
import { compileParse } from './parse';
import { partitionFrames } from './partition';
import { createCheck, type Limits } from './limits';
import { collect, sortFrames, topFrames } from './sort';
import { rangeFrames, valuesFrame } from './sources';
import { withSubqueries } from './subqueries';
import { summarizeFrames } from './summarize';

export type ExecuteOptions = Limits & {
  /** `now()` of the query, microseconds since 1970. */
  readonly now: number;
  /** Rows of a `scan` node, or of the prefix of a `remote` node. Columns are matched by name. */
  readonly scan: (prefix: Plan) => AsyncIterable<Batch>;
};

type Run = (plan: Plan) => AsyncIterable<Frame>;

/** Runs a subquery whose `rows` leaf of this name stands for these rows. */
type RunSub = (plan: Plan, name: string, rows: Frame) => AsyncIterable<Frame>;

/** Reads columns by name, so that a source may give more of them or in another order; a missing one is null. */
const aligned = (frame: Frame, from: readonly ColumnSchema[], to: readonly ColumnSchema[]): Frame => {
  if (from.length === to.length && to.every(({ name }, index) => from[index]?.name === name)) return frame;
  return projectFrame(
    frame,
    to.map(({ name, type }) => {
      const index = from.findIndex((column) => column.name === name && column.type === type);
      const missing: TypedVector = { type, constant: true, vector: nullVector(type, 1) };
      return index < 0 ? () => missing : (input: Frame) => input.column(index);
    }),
  );
};

async function* scanned(plan: Plan, batches: AsyncIterable<Batch>): AsyncGenerator<Frame> {
  for await (const batch of batches) yield aligned(batchFrame(batch), batch.columns, plan.columns);
}

async function* taken(frames: AsyncIterable<Frame>, count: number): AsyncGenerator<Frame> {
  let left = count;
  if (left <= 0) return;
  for await (const frame of frames) {
    if (frame.length >= left) {
      yield frame.length === left
        ? frame
        : frame.select(
            Int32Array.from({ length: left }, (_, row) => row),
            left,
          );
      return;
    }
    left -= frame.length;
    yield frame;
  }
}

async function* mapped(frames: AsyncIterable<Frame>, map: (frame: Frame) => Frame): AsyncGenerator<Frame> {
  for await (const frame of frames) yield map(frame);
}

async function* once(make: () => Frame | Promise<Frame>): AsyncGenerator<Frame> {
  yield await make();
}

async function* united(plan: Extract<Plan, { op: 'union' }>, run: Run): AsyncGenerator<Frame> {
  for (const input of plan.inputs) {
    for await (const frame of run(input)) yield aligned(frame, input.columns, plan.columns);
  }
}

/** Frames of one node; its inputs come through `run`. */
const nodeFrames = (plan: Plan, options: ExecuteOptions, run: Run, runSub: RunSub): AsyncIterable<Frame> => {
  switch (plan.op) {
    case 'scan':
      return scanned(plan, options.scan(plan));
    case 'remote':
      return scanned(plan, options.scan(plan.prefix));
    case 'values':
      return once(() => valuesFrame(plan, options));
    case 'range':
      return (async function* () {
        yield* rangeFrames(plan, options);
      })();
    case 'where': {
      const filter = compileFilter(plan.predicate, plan.input.columns, options);
      if (!hasWindow(plan.predicate)) return mapped(run(plan.input), filter);
      return once(async () => filter(await collect(plan.input.columns, run(plan.input))));
    }
    case 'project': {
      const evaluators = plan.assignments.map(({ expr }) => compileExpr(expr, plan.input.columns, options));
      const project = (frame: Frame): Frame => projectFrame(frame, evaluators);
      if (!plan.assignments.some(({ expr }) => hasWindow(expr))) return mapped(run(plan.input), project);
      // Window functions look at other rows: computed once over everything, before anything above filters.
      return once(async () => {
        const all = project(await collect(plan.input.columns, run(plan.input)));
        return vectorFrame(
          plan.columns.map((_, index) => all.column(index)),
          all.length,
        );
      });
    }
    case 'summarize':
      return once(() => summarizeFrames(plan, run(plan.input), options));
    case 'sort':
      return once(() => sortFrames(plan, run(plan.input), options));
    case 'top':
      return once(() => topFrames(plan, run(plan.input), options));
    case 'take': {
      const { input, count } = plan;
      // The first rows in order need no sorting of all the others.
      if (input.op === 'sort') return once(() => topFrames({ ...input, count }, run(input.input), options));
      return taken(run(input), count);
    }
    case 'serialize':
      return run(plan.input);
    case 'union':
      return united(plan, run);
    case 'join':
      return joinFrames(plan, run(plan.left), run(plan.right));
    case 'mv-expand':
      return mapped(run(plan.input), compileExpand(plan, options));
    case 'parse':
    case 'parse-kv':
      return mapped(run(plan.input), compileParse(plan, options));
    case 'make-series':
      return once(() => seriesFrame(plan, run(plan.input), options));
    case 'compute':
      return once(async () => {
        const inputs = await Promise.all(plan.inputs.map((input) => collect(input.columns, run(input))));
        return computeFrame(plan, inputs, options);
      });
    case 'narrow':
      return narrowFrames(plan, run(plan.input));
    case 'partition':
      return partitionFrames(plan, run(plan.input), (rows) => runSub(plan.sub, plan.rows, rows));
    case 'rows':
      throw new PlanError(`the rows '${plan.rows}' stand outside their partition`);
  }
};

/**
 * Runs a plan and yields its rows in batches, columns in the order of `plan.columns`. Pull-based: nothing is computed
 * before it is asked for, and an early end (`take`) stops the sources. Between batches the signal and the deadline are
 * looked at: throws the signal's reason or a `DeadlineError`.
 */
export async function* execute(plan: Plan, options: ExecuteOptions): AsyncGenerator<Batch> {
  const check = createCheck(options);
  async function* checked(frames: AsyncIterable<Frame>): AsyncGenerator<Frame> {
    for await (const frame of frames) {
      const pause = check();
      if (pause) await pause;
      yield frame;
    }
  }
  const runWith = (groups: ReadonlyMap<string, Frame>): Run => {
    const run: Run = (node) => {
      const group = node.op === 'rows' ? groups.get(node.rows) : undefined;
      return group === undefined ? checked(nodeFrames(node, options, run, runSub)) : once(() => group);
    };
    const runSub: RunSub = (node, name, rows) => runWith(new Map([...groups, [name, rows]]))(node);
    return run;
  };
  const run = runWith(new Map());
  async function* batches(node: Plan): AsyncGenerator<Batch> {
    const ready = await withSubqueries(node, batches);
    for await (const frame of run(ready)) if (frame.length > 0) yield frameBatch(ready.columns, frame);
  }
  yield* batches(plan);
}
