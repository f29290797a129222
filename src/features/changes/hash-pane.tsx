import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { PageWindow } from '../../time-range/page-window';
import type { Zone } from '../../time-range/range';
import { rangePhrase } from '../../time-range/range-words';
import { paths } from '../../paths';
import { zoneLabel } from '../../time-range/zone';
import { Count } from '../../ui/count';
import { CopyButton } from '../../ui/copy-button';
import { OpenInLogs } from '../../ui/open-in-logs';
import { Pane } from '../../ui/pane';
import { EmptyPanel, ErrorPanel, Note } from '../../ui/panels';
import { Skeleton } from '../../ui/skeleton';
import { Time } from '../../ui/time';
import { visibleString } from '../../ui/visible-parts';
import { VisibleText } from '../../ui/visible-text';
import { BreakingPath, shortened } from './breaking-path';
import { type HashAnswer, type HashPlace, hashKql, hashQuery } from './hash-lookup';
import css from './hash-pane.module.css';
import { useHeldWindow } from './use-changes';
import { WiderRange } from './wider-range';

/** Changes of one entity on one server of any workspace, over the same range. */
const addressOf = ({ workspace, SourceComputerId, entity }: HashPlace, { range, zone }: PageWindow): string => {
  const search = new URLSearchParams({ range: range.text, tz: zone, server: SourceComputerId, entity });
  return `${paths.changes(workspace)}?${search.toString()}`;
};

const workspacesOf = (count: number): string => (count === 1 ? '1 workspace' : `${count} workspaces`);

/** How many workspaces have been asked; before their number is known that they are. */
const Progress = ({ answer }: { readonly answer: HashAnswer | undefined }) => (
  <p className={css.progress} role="status">
    <progress
      aria-label="Workspaces asked"
      {...(answer && answer.asked > 0 && { value: answer.answered, max: answer.asked })}
    />
    <span className="numbers">
      {answer && answer.asked > 0
        ? `${answer.answered} of ${workspacesOf(answer.asked)} asked`
        : 'Finding out which workspaces there are'}
    </span>
  </p>
);

/** When the content came to a place, and whether it has gone since. */
const Seen = ({ place: { First, Seen: last, Gone }, zone }: { readonly place: HashPlace; readonly zone: Zone }) => (
  <>
    {last === null ? <span className="muted">Was there before</span> : <Time ms={last} zone={zone} />}
    {First !== last && (
      <div className="muted">
        <Time ms={First} zone={zone} /> first
      </div>
    )}
    {Gone !== null && Gone > (last ?? 0) && (
      <div>
        <Time ms={Gone} zone={zone} /> gone
      </div>
    )}
  </>
);

/** Where content with a hash appeared, in every workspace the reader may query. */
export const HashPane = ({ hash, onClose }: { readonly hash: string; readonly onClose: () => void }) => {
  // What is being read is not asked for anew with every row that arrives.
  const { held: window } = useHeldWindow(false);
  const { data, error, isPending, isFetching, refetch } = useQuery(hashQuery(hash, window));
  return (
    <Pane
      title="This hash everywhere"
      subtitle={visibleString(hash)}
      onClose={onClose}
      commands={
        <>
          <CopyButton text={hash} label="Copy the hash" words="Copy hash" />
          <CopyButton text={hashKql(hash)} label="Copy as KQL" words="Copy as KQL" />
          <OpenInLogs size="medium" query={() => ({ kql: hashKql(hash) })} />
        </>
      }
    >
      {error ? (
        <ErrorPanel title="The workspaces could not be asked" error={error} onRetry={() => void refetch()} />
      ) : isPending || (isFetching && data.places.length === 0) ? (
        <div aria-busy="true">
          <Progress answer={data} />
          {['60%', '80%', '55%', '70%'].map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      ) : (
        <>
          {data.failed.length > 0 && (
            <Note kind="warning">
              Not searched: <VisibleText text={data.failed.join(', ')} />
            </Note>
          )}
          {data.places.length === 0 ? (
            <EmptyPanel title="Found nowhere" action={<WiderRange />}>
              {`In ${workspacesOf(data.asked - data.failed.length)} no change ${rangePhrase(window.range, window.zone)} left, replaced or removed a file with this hash.`}
            </EmptyPanel>
          ) : (
            <>
              {isFetching && <Progress answer={data} />}
              <p role="status" className="muted">
                {`${data.places.length} ${data.places.length === 1 ? 'place' : 'places'} in ${new Set(data.places.map(({ workspace }) => workspace.id)).size} of ${workspacesOf(data.asked)}`}
              </p>
              <table className={css.table}>
                <thead>
                  <tr>
                    <th scope="col">Path, server and workspace</th>
                    <th scope="col" className={css.time}>
                      Last seen [{zoneLabel(window.zone)}]
                    </th>
                    <th scope="col" className={css.count} data-align="end">
                      Changes
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {data.places.map((place) => (
                    <tr key={`${place.workspace.id} ${place.SourceComputerId} ${place.entity}`}>
                      <td>
                        <Link to={addressOf(place, window)} title={visibleString(place.entity)}>
                          <BreakingPath text={shortened(place.entity || '-')} />
                        </Link>
                        <div>
                          <VisibleText text={place.Computer} />
                          <span className="muted">, {visibleString(place.workspace.workspaceName)}</span>
                        </div>
                      </td>
                      <td>
                        <Seen place={place} zone={window.zone} />
                      </td>
                      <td data-align="end">
                        <Count value={place.Count ?? 0} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          )}
        </>
      )}
    </Pane>
  );
};
