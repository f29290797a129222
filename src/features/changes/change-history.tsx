import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { rowAddress } from '#core/fim/change-address';
import { changedFields } from '#core/fim/change-diff';
import type { ChangeCells } from '#core/fim/entity';
import { useCurrentWorkspace } from '../../api/current-workspace';
import type { Row } from '../../api/decode';
import { workspaceQuery } from '../../api/workspace-query';
import { paths } from '../../paths';
import { usePageWindow } from '../../time-range/page-window';
import { relativeRange, longestRange } from '../../time-range/range';
import type { Zone } from '../../time-range/range';
import { CategoryLabel } from '../../ui/change-words';
import { Note } from '../../ui/panels';
import { Time } from '../../ui/time';
import { VisibleText } from '../../ui/visible-text';
import { entityFilter, historyKql, historyRows, historySpec, searchWith } from './details-queries';
import css from './details.module.css';
import { AnsweredPart, PaneSection } from './pane-section';

type HistoryRow = Row<typeof historySpec>;

/** What the workspace still has of a change's entity on its server, newest first, the open one marked. */
export const ChangeHistory = ({ cells, address }: { readonly cells: ChangeCells; readonly address: string }) => {
  const workspace = useCurrentWorkspace();
  const { search } = useLocation();
  const window = usePageWindow();
  // All that is kept, and what clocks ahead of ours have stamped.
  const range = { start: 0, end: window.asOf + longestRange };
  const { data, error, refetch } = useQuery(
    workspaceQuery(workspace.customerId, { kql: historyKql(cells), columns: historySpec, range }, window),
  );
  const rows = data?.rows.slice(0, historyRows) ?? [];
  const hasMore = (data?.rows.length ?? 0) > historyRows;
  const listSearch = new URLSearchParams(searchWith(search, entityFilter(cells, 'here')));
  listSearch.set('range', relativeRange(longestRange).text);
  return (
    <PaneSection title="History on this server">
      <AnsweredPart
        what="The history"
        lines={4}
        error={error}
        isLoaded={data !== undefined}
        onRetry={() => void refetch()}
      >
        {data?.partial && <Note kind="warning">This history is incomplete: {data.partial.message}</Note>}
        <p className={css.summary}>
          {rows.length <= 1
            ? 'The only change of it that the workspace has.'
            : hasMore
              ? `The newest ${historyRows} changes of it. `
              : `${rows.length} changes of it. `}
          {rows.length > 1 && (
            <Link to={{ pathname: paths.changes(workspace), search: listSearch.toString() }}>All in the list</Link>
          )}
        </p>
        {rows.length > 1 && (
          <ol className={css.history}>
            {rows.map((row, index) => (
              // Two rows Azure cannot tell apart have one address.
              // oxlint-disable-next-line react/no-array-index-key
              <HistoryItem key={index} row={row} open={address} zone={window.zone} />
            ))}
          </ol>
        )}
      </AnsweredPart>
    </PaneSection>
  );
};

const contentOf = (row: HistoryRow): string => row.FileContentChecksum.slice(0, 8) || row.Current || row.SvcState;

const HistoryItem = ({ row, open, zone }: { readonly row: HistoryRow; readonly open: string; readonly zone: Zone }) => {
  const workspace = useCurrentWorkspace();
  const { search } = useLocation();
  const address = rowAddress(row);
  const isOpen = address === open;
  const fields = changedFields(row.FieldsChanged).join(', ');
  return (
    <li className={css.historyItem} data-open={isOpen || undefined}>
      <Link
        to={{ pathname: paths.change(workspace, address), search }}
        preventScrollReset
        aria-current={isOpen ? 'true' : undefined}
      >
        <Time ms={row.TimeGenerated} zone={zone} />
      </Link>
      <CategoryLabel category={row.ChangeCategory} />
      <span className={css.historyFields}>
        {isOpen ? <span className="muted">This change</span> : <VisibleText text={fields} />}
      </span>
      <span className={`mono ${css.historyContent}`}>
        <VisibleText text={contentOf(row)} />
      </span>
    </li>
  );
};
