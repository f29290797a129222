import { type KeyboardEvent, type MouseEvent, type Ref, memo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { describeError } from '../../api/errors';
import type { Workspace } from '../../api/workspace-bodies';
import type { Zone } from '../../time-range/range';
import { Count } from '../../ui/count';
import { Glyph } from '../../ui/glyph';
import { Skeleton } from '../../ui/skeleton';
import { SortHeader } from '../../ui/sort-header';
import { Sparkline } from '../../ui/sparkline';
import { visibleString } from '../../ui/visible-parts';
import { VisibleText } from '../../ui/visible-text';
import { sparklineText } from './count-sums';
import { DayValues } from './day-values';
import { hrefOf } from '../../href';
import { locationName } from './locations';
import type { ListSearch, SortColumn } from './order';
import { type WorkspaceRow, actionWords, headings, offReasons, rowHeight, targetOf } from './row';
import { useRowsInView } from './use-rows-in-view';
import css from './workspaces.module.css';

const badges = { off: css.enable, needsPlan: css.upgrade } as const;

const Action = ({ row }: { readonly row: WorkspaceRow }) => {
  if (row.state === 'enabling') return <span className="muted">Enabling</span>;
  if (row.state !== 'off' && row.state !== 'needsPlan') return null;
  const word = actionWords[row.state];
  return (
    <a
      className={badges[row.state]}
      aria-label={`${word}: ${visibleString(row.workspace.workspaceName)}`}
      href={hrefOf(targetOf(row))}
    >
      {word}
    </a>
  );
};

type CountsCellsProps = {
  readonly row: WorkspaceRow;
  readonly zone: Zone;
  readonly onRetry: (workspace: Workspace) => void;
};

const CountsCells = ({ row: { counts, state, workspace }, zone, onRetry }: CountsCellsProps) => {
  if (counts && !counts.ok) {
    return (
      <td colSpan={2} data-numeric>
        <span className={css.failed} title={describeError(counts.error).message}>
          <Glyph name="warning" /> Counts could not be loaded
        </span>{' '}
        <button
          type="button"
          className={css.retry}
          aria-label={`Retry ${visibleString(workspace.workspaceName)}`}
          onClick={() => onRetry(workspace)}
        >
          Retry
        </button>
      </td>
    );
  }
  return (
    <>
      <td data-numeric>
        {state === 'off' || state === 'needsPlan' ? (
          <Count value={null} reason={offReasons[state]} />
        ) : counts ? (
          <span className={css.changes}>
            <span data-spark>
              <Sparkline values={counts.counts.series} label={sparklineText(counts.counts, zone)} />
            </span>
            <span className={css.figure}>
              <Count value={counts.counts.changes} short />
              {counts.counts.partial && <abbr title="Incomplete: the query was cut off">*</abbr>}
            </span>
          </span>
        ) : (
          <Skeleton width="40px" />
        )}
      </td>
      <td data-numeric>{counts ? <Count value={counts.counts.servers} short /> : <Skeleton width="32px" />}</td>
    </>
  );
};

type RowProps = CountsCellsProps & {
  /** Place among all rows where only a part is shown. */
  readonly position: number | undefined;
  readonly onOpen: (event: MouseEvent, row: WorkspaceRow) => void;
};

const isSameRow = (a: RowProps, b: RowProps) =>
  a.row.workspace === b.row.workspace &&
  a.row.subscription === b.row.subscription &&
  a.row.state === b.row.state &&
  a.row.counts === b.row.counts &&
  a.position === b.position &&
  a.zone === b.zone &&
  a.onRetry === b.onRetry;

/** One workspace. Kept as it is while the answers of others arrive. */
const Row = memo(
  ({ row, position, onOpen, ...counts }: RowProps) => (
    // The row adds a larger target for the pointer to the link in it.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <tr onClick={(event) => onOpen(event, row)} data-id={row.workspace.id} aria-rowindex={position}>
      <td>
        <Glyph name="workspace" className={css.icon} />
        <a title={visibleString(row.workspace.workspaceName)} href={hrefOf(targetOf(row))}>
          <VisibleText text={row.workspace.workspaceName} />
        </a>
      </td>
      <CountsCells row={row} {...counts} />
      <td>{locationName(row.workspace.location)}</td>
      <td data-subscription title={visibleString(row.subscription)}>
        <VisibleText text={row.subscription} />
      </td>
      <td className={css.action}>
        <Action row={row} />
      </td>
    </tr>
  ),
  isSameRow,
);
Row.displayName = 'Row';

/** Holds the place of rows that are not shown. */
const Gap = ({ rows }: { readonly rows: number }) =>
  rows > 0 && (
    <tr aria-hidden="true">
      {/* No control, and nobody hears of it. */}
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
      <td className={css.gap} style={{ height: rows * rowHeight }} />
    </tr>
  );

/** About what the box of values takes, px. */
const valuesHeight = 184;

const skeletonRows = [58, 44, 66, 50, 61, 47, 55, 63];

const nameLink = (row: Element | null | undefined) => row?.querySelector<HTMLElement>('td:first-child a');

/** j and k, or the arrows: to the workspace below or above. */
const moveFocus = (event: KeyboardEvent<HTMLElement>) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const row = event.target instanceof Element ? event.target.closest('tr') : null;
  const down = event.key === 'j' || event.key === 'ArrowDown';
  if (!row || (!down && event.key !== 'k' && event.key !== 'ArrowUp')) return;
  const next = nameLink(down ? row.nextElementSibling : row.previousElementSibling);
  if (!next) return;
  event.preventDefault();
  next.focus();
};

type WorkspaceTableProps = {
  /** The element around the table. */
  readonly ref: Ref<HTMLDivElement>;
  readonly rows: readonly WorkspaceRow[];
  readonly loading: boolean;
  readonly search: ListSearch;
  readonly zone: Zone;
  readonly onRetry: (workspace: Workspace) => void;
  readonly onSort: (column: SortColumn, dir: 'asc' | 'desc') => void;
};

/** The list. A click anywhere in a row opens its workspace; keyboards and screen readers use the link in its name. */
export const WorkspaceTable = ({ ref, rows, loading, search, zone, onRetry, onSort }: WorkspaceTableProps) => {
  const navigate = useNavigate();
  const [shown, setShown] = useState<{ readonly id: string; readonly top: number; readonly left: number }>();
  const show = (element: Element | null | undefined) => {
    const id = element?.closest('tr')?.dataset['id'];
    const spark = element?.closest('tr')?.querySelector('[data-spark]');
    if (id === undefined || !spark) {
      setShown(undefined);
      return;
    }
    const { bottom, left, width } = spark.getBoundingClientRect();
    // Narrow windows have no room for sparklines.
    if (width === 0) return;
    // Above the sparkline where there is no room below it.
    const top = bottom + valuesHeight > globalThis.innerHeight ? bottom - 24 - valuesHeight : bottom + 4;
    setShown({ id, top, left });
  };
  const shownCounts = shown && rows.find(({ workspace }) => workspace.id === shown.id)?.counts;
  const open = (event: MouseEvent, row: WorkspaceRow) => {
    const inner = event.target instanceof Element ? event.target.closest('a, button') : null;
    // Links of a row lead where the row does; with a key held they are the browser's.
    if (inner instanceof HTMLAnchorElement) {
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
    } else if (inner || globalThis.getSelection()?.toString()) return;
    void navigate(targetOf(row));
  };
  const head = { sort: search.sort, dir: search.dir, onSort };
  const body = useRef<HTMLTableSectionElement>(null);
  const { isLong, first, end } = useRowsInView(body, rows.length, rowHeight);
  // The row with the focus stays when it is scrolled out of view, or the focus would be lost.
  const [focused, setFocused] = useState<string>();
  const held = isLong && focused !== undefined ? rows.findIndex(({ workspace }) => workspace.id === focused) : -1;
  const isAbove = held >= 0 && held < first;
  const isBelow = held >= end;
  const draw = (from: number, to: number) =>
    rows
      .slice(from, to)
      .map((row, at) => (
        <Row
          key={row.workspace.id}
          row={row}
          position={isLong ? from + at + 2 : undefined}
          zone={zone}
          onRetry={onRetry}
          onOpen={open}
        />
      ));
  return (
    <div ref={ref} className={css.scroller}>
      {shown && shownCounts?.ok && (
        <DayValues counts={shownCounts.counts} zone={zone} top={shown.top} left={shown.left} />
      )}
      <table
        className={css.table}
        aria-busy={loading}
        aria-label="Workspaces"
        aria-rowcount={isLong ? rows.length + 1 : undefined}
      >
        <thead>
          <tr aria-rowindex={isLong ? 1 : undefined}>
            {headings.map((heading) => (
              <SortHeader<SortColumn> key={heading.column} {...heading} {...head} />
            ))}
            <th scope="col">
              <span className="visually-hidden">Action</span>
            </th>
          </tr>
        </thead>
        {/* The values behind a sparkline show for the pointer on it and for the keyboard on its row. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody
          ref={body}
          onPointerOver={({ target }) => {
            const spark = target instanceof Element ? target.closest('[data-spark]') : null;
            if (spark || shown) show(spark);
          }}
          onPointerLeave={() => setShown(undefined)}
          onFocus={({ target }) => {
            setFocused(target.closest('tr')?.dataset['id']);
            if (target.matches(':focus-visible')) show(target);
          }}
          onBlur={() => {
            setFocused(undefined);
            setShown(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setShown(undefined);
            else moveFocus(event);
          }}
          data-rows
        >
          {rows.length === 0
            ? skeletonRows.map((width) => (
                <tr key={width} aria-hidden="true">
                  <td>
                    <Skeleton width={`${width}%`} />
                  </td>
                  <td data-numeric>
                    <Skeleton width="40px" />
                  </td>
                  <td data-numeric>
                    <Skeleton width="32px" />
                  </td>
                  <td>
                    <Skeleton width="56px" />
                  </td>
                  <td colSpan={2}>
                    <Skeleton width="40%" />
                  </td>
                </tr>
              ))
            : [
                <Gap key="above" rows={isAbove ? held : first} />,
                ...(isAbove ? draw(held, held + 1) : []),
                isAbove && <Gap key="to view" rows={first - held - 1} />,
                ...draw(first, end),
                isBelow && <Gap key="from view" rows={held - end} />,
                ...(isBelow ? draw(held, held + 1) : []),
                <Gap key="below" rows={rows.length - (isBelow ? held + 1 : end)} />,
              ]}
        </tbody>
      </table>
    </div>
  );
};
