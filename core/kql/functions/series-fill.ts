import type { Json } from '../vector';
import type { Cell } from './read';

/** Filling the gaps of a series. A gap is null, or the placeholder the caller names. */
const gapTest = (placeholder: Cell | undefined): ((value: Json) => boolean) =>
  placeholder === undefined || placeholder === null ? (value) => value === null : (value) => value === placeholder;

export const fillConst = (series: readonly Json[], constant: number | null, placeholder: Cell | undefined): Json => {
  const isGap = gapTest(placeholder);
  return series.map((value) => (isGap(value) ? constant : value));
};

export const fillForward = (series: readonly Json[], placeholder: Cell | undefined): Json[] => {
  const isGap = gapTest(placeholder);
  let last: Json | undefined;
  return series.map((value) => {
    if (!isGap(value)) last = value;
    return last === undefined ? value : last;
  });
};

export const fillBackward = (series: readonly Json[], placeholder: Cell | undefined): Json[] =>
  fillForward(series.toReversed(), placeholder).toReversed();

/** On the line between neighbours; whole numbers stay whole where all are. `edges` continues the first and last value. */
export const fillLinear = (
  series: readonly Json[],
  placeholder: Cell | undefined,
  edges: boolean,
  constant: number,
): Json => {
  const isGap = gapTest(placeholder);
  const known = [...series.keys()].filter((at) => !isGap(series[at] ?? null) && typeof series[at] === 'number');
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return series.map(() => constant);
  const whole = known.every((at) => Number.isInteger(series[at]));
  let next = 0;
  return series.map((value, at) => {
    if (!isGap(value)) return value;
    if (at < first || at > last) return edges ? (series[at < first ? first : last] ?? null) : value;
    while ((known[next] ?? last) < at) next++;
    const right = known[next] ?? last;
    const left = known[next - 1] ?? first;
    const from = Number(series[left]);
    const between = from + ((Number(series[right]) - from) * (at - left)) / (right - left);
    return whole ? Math.trunc(between) : between;
  });
};
