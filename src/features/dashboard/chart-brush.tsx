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

const ends = ({ anchor, head }: Selection) => [Math.min(anchor, head), Math.max(anchor, head)] as const;

const sumOf = (buckets: readonly Bucket[], series: readonly Series[]) =>
  series.map(({ value }) => buckets.reduce((sum, { counts }) => sum + (counts[value] ?? 0), 0));

type BrushProps = {
  readonly buckets: readonly Bucket[];
  readonly series: readonly Series[];
  readonly zone: Zone;
  readonly onNarrow: (from: Bucket, to: Bucket) => void;
};

/**
 * Lies over the plot: a cross-hair with exact values under the pointer, and the choice of a span by dragging or with the arrow keys
 * (Shift extends, Enter narrows the page to it, Esc lets go). To screen readers it is a slider over the buckets.
 */
export const ChartBrush = ({ buckets, series, zone, onNarrow }: BrushProps) => {
  const [hover, setHover] = useState<number>();
  const [drag, setDrag] = useState<Selection>();
  const [keys, setKeys] = useState<Selection>();
  const last = buckets.length - 1;
  const clamp = (index: number) => Math.min(last, Math.max(0, index));
  const usable = (selection: Selection | undefined) =>
    selection && { anchor: clamp(selection.anchor), head: clamp(selection.head) };
  const shown = usable(drag ?? keys ?? (hover === undefined ? undefined : { anchor: hover, head: hover }));
  const head = usable(keys)?.head ?? last;

  const describe = (selection: Selection) => {
    const [low, high] = ends(selection);
    const [from, to] = [buckets[low], buckets[high]];
    if (!from || !to) return '';
    const sums = sumOf(buckets.slice(low, high + 1), series);
    const figures = series.map(({ label }, index) => `${formatCount(sums[index] ?? 0)} ${label}`);
    return `${bucketSpan(from, to, zone)} ${zoneLabel(zone)}: ${figures.join(', ')}`;
  };
  const narrow = (selection: Selection) => {
    const [low, high] = ends(selection);
    const [from, to] = [buckets[low], buckets[high]];
    setDrag(undefined);
    setKeys(undefined);
    setHover(undefined);
    if (from && to) onNarrow(from, to);
  };

  const indexAt = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return clamp(Math.floor(((event.clientX - left) / width) * buckets.length));
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const index = indexAt(event);
    if (drag) setDrag({ ...drag, head: index });
    else setHover(index);
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
  const sums = shown ? sumOf(buckets.slice(low, high + 1), series) : [];
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
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const index = indexAt(event);
        setKeys(undefined);
        setDrag({ anchor: index, head: index });
      }}
      onPointerMove={move}
      onPointerUp={() => drag && narrow(usable(drag) ?? drag)}
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
              <p key={value} className={css.tipRow}>
                <span className={css.tipLabel}>
                  <span style={{ color }}>
                    <Glyph name={glyph} />
                  </span>
                  {label}
                </span>
                <span className="numbers">{formatCount(sums[index] ?? 0)}</span>
              </p>
            ))}
            <p className={css.tipHint}>{keys ? 'Enter: narrow to this' : 'Click or drag: narrow to this'}</p>
          </div>
        </>
      )}
    </div>
  );
};
