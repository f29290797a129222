import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { Zone } from '../../time-range/range';
import { zoneLabel } from '../../time-range/zone';
import { Glyph } from '../../ui/glyph';
import { formatCount } from '../../ui/numbers';
import { bucketSpan } from './chart-axis';
import css from './changes-chart.module.css';
import type { Bucket } from './queries';
import type { Series } from './series';

/** Buckets from `anchor` to `head` (either way round) are chosen; equal ends are one bucket. */
type Selection = { readonly anchor: number; readonly head: number };

/** Where the pointer is: a bucket, and the series whose segment it is on. */
type Hover = { readonly index: number; readonly only: string | undefined };

/** Share of the plot's height within which a thin or missed segment counts as hit. */
const reach = 0.03;

/** The series whose segment of a stack lies at a height, from 0 at the axis to 1 at the top of the plot. */
const segmentAt = (
  bucket: Bucket | undefined,
  series: readonly Series[],
  height: number,
  top: number,
): string | undefined => {
  let below = 0;
  let nearest: { readonly value: string; readonly distance: number } | undefined;
  for (const { value } of series) {
    const count = bucket?.counts[value] ?? 0;
    const [from, to] = [below / top, (below + count) / top];
    below += count;
    const distance = Math.max(from - height, height - to, 0);
    if (count > 0 && distance <= reach && distance < (nearest?.distance ?? Infinity)) nearest = { value, distance };
  }
  return nearest?.value;
};

const ends = ({ anchor, head }: Selection) => [Math.min(anchor, head), Math.max(anchor, head)] as const;

const sumOf = (buckets: readonly Bucket[], series: readonly Series[]) =>
  series.map(({ value }) => buckets.reduce((sum, { counts }) => sum + (counts[value] ?? 0), 0));

type BrushProps = {
  readonly buckets: readonly Bucket[];
  readonly series: readonly Series[];
  /** Count at the upper edge of the plot. */
  readonly top: number;
  readonly zone: Zone;
  /** `only`: value of the series whose segment was clicked. */
  readonly onNarrow: (from: Bucket, to: Bucket, only?: string) => void;
};

/**
 * Lies over the plot: a cross-hair with exact values under the pointer, and the choice of a span by dragging or with the arrow keys
 * (Shift extends, Enter narrows the page to it, Esc lets go). A click on a segment keeps only its changes as well; keyboards have the
 * counts of the table for that. To screen readers it is a slider over the buckets.
 */
export const ChartBrush = ({ buckets, series, top, zone, onNarrow }: BrushProps) => {
  const [hover, setHover] = useState<Hover>();
  const [drag, setDrag] = useState<Selection>();
  const [keys, setKeys] = useState<Selection>();
  const last = buckets.length - 1;
  const clamp = (index: number) => Math.min(last, Math.max(0, index));
  const usable = (selection: Selection | undefined) =>
    selection && { anchor: clamp(selection.anchor), head: clamp(selection.head) };
  const shown = usable(drag ?? keys ?? (hover && { anchor: hover.index, head: hover.index }));
  const head = usable(keys)?.head ?? last;

  const describe = (selection: Selection) => {
    const [low, high] = ends(selection);
    const [from, to] = [buckets[low], buckets[high]];
    if (!from || !to) return '';
    const sums = sumOf(buckets.slice(low, high + 1), series);
    const figures = series.map(({ label }, index) => `${formatCount(sums[index] ?? 0)} ${label}`);
    return `${bucketSpan(from, to, zone)} ${zoneLabel(zone)}: ${figures.join(', ')}`;
  };
  const narrow = (selection: Selection, only?: string) => {
    const [low, high] = ends(selection);
    const [from, to] = [buckets[low], buckets[high]];
    setDrag(undefined);
    setKeys(undefined);
    setHover(undefined);
    if (from && to) onNarrow(from, to, only);
  };

  const hoverAt = (event: PointerEvent<HTMLElement>): Hover => {
    const { left, width, bottom, height } = event.currentTarget.getBoundingClientRect();
    const index = clamp(Math.floor(((event.clientX - left) / width) * buckets.length));
    return { index, only: segmentAt(buckets[index], series, (bottom - event.clientY) / height, top) };
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const found = hoverAt(event);
    if (drag) setDrag({ ...drag, head: found.index });
    else if (hover?.index !== found.index || hover.only !== found.only) setHover(found);
  };
  const drop = (event: PointerEvent<HTMLElement>) => {
    if (!drag) return;
    const isClick = drag.anchor === drag.head;
    narrow(usable(drag) ?? drag, isClick ? hoverAt(event).only : undefined);
  };
  const press = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: head + 1,
      ArrowUp: head + 1,
      ArrowLeft: head - 1,
      ArrowDown: head - 1,
      PageUp: head + 10,
      PageDown: head - 10,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next !== undefined) {
      // The first key shows where the cursor stands.
      const to = keys ? clamp(next) : event.key === 'Home' ? 0 : head;
      setKeys({ anchor: event.shiftKey && keys ? keys.anchor : to, head: to });
    } else if (event.key === 'Enter' && keys) narrow(keys);
    else if (event.key === 'Escape' && (keys ?? drag)) {
      setKeys(undefined);
      setDrag(undefined);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const [low, high] = shown ? ends(shown) : [0, 0];
  const [from, to] = [buckets[low], buckets[high]];
  const only = (drag ?? keys) ? undefined : hover?.only;
  const sums = shown ? sumOf(buckets.slice(low, high + 1), series) : [];
  const onlyLabel = series.find(({ value }) => value === only)?.label;
  const hint = drag
    ? 'Release: narrow to this. Esc: leave it'
    : keys
      ? 'Enter: narrow to this'
      : onlyLabel === undefined
        ? 'Click or drag: narrow to this'
        : `Click: only ${onlyLabel} at this time`;
  // Beside what is chosen, on the side that has room.
  const [before, after] = [(low / buckets.length) * 100, 100 - ((high + 1) / buckets.length) * 100];
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Changes over time: arrow keys choose a time, Shift and arrow keys a span, Enter narrows to it"
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={head}
      aria-valuetext={describe(usable(keys) ?? { anchor: head, head })}
      className={css.brush}
      data-segment={only !== undefined}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const { index } = hoverAt(event);
        setKeys(undefined);
        setDrag({ anchor: index, head: index });
      }}
      onPointerMove={move}
      onPointerUp={drop}
      onPointerCancel={() => setDrag(undefined)}
      onPointerLeave={() => setHover(undefined)}
      onKeyDown={press}
      onBlur={() => setKeys(undefined)}
    >
      {shown && from && to && (
        <>
          <div
            className={css.span}
            data-chosen={(drag ?? keys) !== undefined}
            style={{
              insetInlineStart: `${(low / buckets.length) * 100}%`,
              width: `${((high - low + 1) / buckets.length) * 100}%`,
            }}
          />
          <div
            className={css.tip}
            aria-hidden="true"
            style={
              before > after
                ? { insetInlineEnd: `${Math.min(100 - before, 60) + 1}%` }
                : { insetInlineStart: `${Math.min(100 - after, 60) + 1}%` }
            }
          >
            <p className="numbers">{bucketSpan(from, to, zone)}</p>
            {series.map(({ value, label, color, glyph }, index) => (
              <p key={value} className={css.tipRow} data-only={value === only}>
                <span className={css.tipLabel}>
                  <span style={{ color }}>
                    <Glyph name={glyph} />
                  </span>
                  {label}
                </span>
                <span className="numbers">{formatCount(sums[index] ?? 0)}</span>
              </p>
            ))}
            <p className={css.tipHint}>{hint}</p>
          </div>
        </>
      )}
    </div>
  );
};
