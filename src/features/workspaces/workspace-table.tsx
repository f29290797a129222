import type { MouseEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { describeError } from '../../api/errors';
import { paths } from '../../paths';
import { Count } from '../../ui/count';
import { Glyph } from '../../ui/glyph';
import { Skeleton } from '../../ui/skeleton';
import { SortHeader } from '../../ui/sort-header';
import { Sparkline } from '../../ui/sparkline';
import { locationName } from './locations';
import type { ListSearch, SortColumn } from './order';
import type { WorkspaceRow } from './rows';
import css from './workspaces.module.css';

const isOff = (row: WorkspaceRow) => row.state === 'off' || row.state === 'needsPlan';
const target = ({ state, workspace }: WorkspaceRow) =>
  (state === 'needsPlan' ? paths.plan : state === 'off' ? paths.enable : paths.servers)(workspace);

const badges = {
  off: { word: 'Enable', className: css.enable },
  needsPlan: { word: 'Upgrade plan', className: css.upgrade },
} as const;

const Action = ({ row }: { readonly row: WorkspaceRow }) => {
  if (row.state === 'enabling') return <span className="muted">Enabling</span>;
  if (row.state !== 'off' && row.state !== 'needsPlan') return null;
  const { word, className } = badges[row.state];
  return (
    <Link to={target(row)} className={className} aria-label={`${word}: ${row.workspace.workspaceName}`}>
      {word}
    </Link>
  );
};

const Counts = ({ row }: { readonly row: WorkspaceRow }) => {
  const { counts } = row;
  if (counts && !counts.ok) {
    return (
      <td colSpan={2} data-numeric>
        <span className={css.failed} title={describeError(counts.error).message}>
          <Glyph name="warning" /> Counts could not be loaded
        </span>{' '}
        <button
          type="button"
          className={css.retry}
          aria-label={`Retry ${row.workspace.workspaceName}`}
          onClick={row.retry}
        >
          Retry
        </button>
      </td>
    );
  }
  return (
    <>
      <td data-numeric>
        {counts ? (
          isOff(row) ? (
            <Count value={null} reason="File integrity monitoring is off here" />
          ) : (
            <span className={css.changes}>
              <Sparkline values={counts.counts.series} />
              <span className={css.figure}>
                <Count value={counts.counts.changes} short />
                {counts.counts.partial && <span title="Partial: the query was cut off">*</span>}
              </span>
            </span>
          )
        ) : (
          <Skeleton width="40px" />
        )}
      </td>
      <td data-numeric>{counts ? <Count value={counts.counts.servers} short /> : <Skeleton width="32px" />}</td>
    </>
  );
};

const skeletonRows = [58, 44, 66, 50, 61, 47, 55, 63];

type WorkspaceTableProps = {
  readonly rows: readonly WorkspaceRow[];
  readonly loading: boolean;
  readonly search: ListSearch;
  readonly onSort: (column: SortColumn, dir: 'asc' | 'desc') => void;
};

/** The list. A click anywhere in a row opens its workspace; keyboards and screen readers use the link in its name. */
export const WorkspaceTable = ({ rows, loading, search, onSort }: WorkspaceTableProps) => {
  const navigate = useNavigate();
  const open = (event: MouseEvent, row: WorkspaceRow) => {
    const inner = event.target instanceof Element && event.target.closest('a, button');
    if (inner || globalThis.getSelection()?.toString()) return;
    void navigate(target(row));
  };
  const head = { sort: search.sort, dir: search.dir, onSort };
  return (
    <div className={css.scroller}>
      <table className={css.table} aria-busy={loading} aria-label="Workspaces">
        <thead>
          <tr>
            <SortHeader column="name" label="Workspace name" {...head} />
            <SortHeader column="changes" label="Total changes" title="Last 7 days" numeric first="desc" {...head} />
            <SortHeader
              column="servers"
              label="Total servers"
              title="Heard from in the last 30 days"
              numeric
              first="desc"
              {...head}
            />
            <SortHeader column="location" label="Location" {...head} />
            <SortHeader column="subscription" label="Subscription" {...head} />
            <th scope="col">
              <span className="visually-hidden">Action</span>
            </th>
          </tr>
        </thead>
        <tbody>
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
            : rows.map((row) => (
                // The row adds a larger target for the pointer to the link in it.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
                <tr key={row.workspace.id} onClick={(event) => open(event, row)}>
                  <td>
                    <Glyph name="workspace" className={css.icon} />
                    <Link to={target(row)} title={row.workspace.workspaceName}>
                      {row.workspace.workspaceName}
                    </Link>
                  </td>
                  <Counts row={row} />
                  <td>{locationName(row.workspace.location)}</td>
                  <td data-subscription title={row.subscription}>
                    {row.subscription}
                  </td>
                  <td className={css.action}>
                    <Action row={row} />
                  </td>
                </tr>
              ))}
        </tbody>
      </table>
    </div>
  );
};
