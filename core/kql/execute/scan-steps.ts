import { concatBatches } from '../batch';
import type { Computation } from '../plan';
import type { EvaluationContext, TypedVector } from '../registry';
import type { ColumnSchema } from '../schema';
import type { Vector } from '../vector';
import { gather, nullVector } from '../vectors';
import type { Compute } from './compute';
import { compileExpr, evaluateConstant, type Evaluator } from './expression';
import { type Frame, spread, vectorFrame } from './frame';

type Scan = Extract<Computation, { kind: 'scan' }>;

/** A row as a step matched it: where it stands in the input, and the one-row vectors of the declared columns. */
type Matched = { readonly row: number; readonly declared: readonly Vector[] };

/** What a step knows: the rows the steps up to it matched last, which sequence it is, and a row not yet given out. */
type State = { readonly rows: readonly (Matched | undefined)[]; readonly id: number; readonly held?: Matched };

const isTrue = ({ vector }: TypedVector): boolean =>
  vector.kind === 'number' && vector.nulls?.[0] !== 1 && (vector.values[0] ?? 0) !== 0;

/**
 * `scan`: each row in turn is tried on the steps from the last to the first. It goes on with the sequence that the step
 * before has reached, or else repeats the step's own (the first step starts one); `name.column` in an expression is what
 * that step matched last, and null or the declared default where it has matched nothing.
 */
export const scanRows = (plan: Compute, what: Scan, input: Frame, context: EvaluationContext): Frame => {
  const columns = plan.inputs[0]?.columns ?? [];
  const declaredColumns = plan.columns.slice(columns.length, columns.length + what.declared.length);
  const defaults = what.declared.map(({ initial }) => evaluateConstant(initial, context).vector);
  const scope: readonly ColumnSchema[] = [...columns, ...declaredColumns, ...what.state.flat()];
  const steps = what.steps.map((step) => ({
    output: step.output,
    condition: compileExpr(step.condition, scope, context),
    assignments: declaredColumns.map(({ name }): Evaluator | undefined => {
      const found = step.assignments.find((of) => of.name === name);
      return found && compileExpr(found.expr, scope, context);
    }),
  }));
  const sources = columns.map((_, at) => spread(input.column(at), input.length));
  const cell = (at: number, row: number): Vector => {
    const source = sources[at];
    if (source === undefined) throw new RangeError(`no column ${at}`);
    return gather(source, Int32Array.of(row), 1);
  };
  const width = columns.length + declaredColumns.length;

  /** The row, the declared columns and what the steps matched, as one row. */
  const view = (row: number, declared: readonly Vector[], state: State | undefined): Frame => ({
    length: 1,
    column: (index) => {
      const type = scope[index]?.type ?? 'dynamic';
      if (index < columns.length) return { type, constant: false, vector: cell(index, row) };
      if (index < width) {
        return { type, constant: false, vector: declared[index - columns.length] ?? nullVector(type, 1) };
      }
      const matched = state?.rows[Math.floor((index - width) / width)];
      const at = (index - width) % width;
      const known =
        at < columns.length
          ? matched && cell(at, matched.row)
          : (matched?.declared[at - columns.length] ?? defaults[at - columns.length]);
      return { type, constant: false, vector: known ?? nullVector(type, 1) };
    },
    select: () => {
      throw new RangeError('a row of scan is not filtered');
    },
  });

  const out: { readonly matched: Matched; readonly id: number }[] = [];
  const states: (State | undefined)[] = steps.map(() => undefined);
  let sequences = 0;
  const release = (state: State | undefined): void => {
    if (state?.held) out.push({ matched: state.held, id: state.id });
  };

  const take = (at: number, row: number, from: State | undefined, id: number): State => {
    const step = steps[at];
    const frame = view(row, defaults, from);
    const declared = declaredColumns.map(({ type }, index) => {
      const value = step?.assignments[index]?.(frame);
      // What a step does not assign keeps what the step before it gave.
      const kept = from?.rows.findLast((of) => of !== undefined)?.declared[index];
      return value === undefined ? (kept ?? defaults[index] ?? nullVector(type, 1)) : spread(value, 1);
    });
    const matched: Matched = { row, declared };
    if (step?.output === 'all') out.push({ matched, id });
    const rows = Array.from({ length: at + 1 }, (_, index) => (index === at ? matched : from?.rows[index]));
    return { rows, id, ...(step?.output === 'last' ? { held: matched } : {}) };
  };

  for (let row = 0; row < input.length; row++) {
    for (let at = steps.length - 1; at >= 0; at--) {
      const step = steps[at];
      if (step === undefined) continue;
      const before = at > 0 ? states[at - 1] : undefined;
      if (before !== undefined && isTrue(step.condition(view(row, defaults, before)))) {
        release(states[at]);
        release(before);
        states[at - 1] = undefined;
        states[at] = take(at, row, before, before.id);
        continue;
      }
      const own = states[at];
      if ((own !== undefined || at === 0) && isTrue(step.condition(view(row, defaults, own)))) {
        states[at] = take(at, row, own, own?.id ?? sequences++);
      }
    }
  }
  states.forEach(release);

  const rows = Int32Array.from(out, ({ matched }) => matched.row);
  const made: TypedVector[] = columns.map(({ type }, at) => ({
    type,
    constant: false,
    vector: gather(sources[at] ?? nullVector(type, 0), rows, rows.length),
  }));
  declaredColumns.forEach((of, at) => {
    const batches = out.map(({ matched }) => ({
      columns: [of],
      vectors: [matched.declared[at] ?? nullVector(of.type, 1)],
      length: 1,
    }));
    const [vector = nullVector(of.type, 0)] = concatBatches([of], batches).vectors;
    made.push({ type: of.type, constant: false, vector });
  });
  if (what.matchId) {
    const values = Float64Array.from(out, ({ id }) => id);
    made.push({ type: 'long', constant: false, vector: { kind: 'number', values } });
  }
  return vectorFrame(made, out.length);
};
