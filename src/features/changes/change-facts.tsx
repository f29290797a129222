import { Link, useLocation } from 'react-router';
import { type ChangeCells, textCell } from '#core/fim/entity';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { timeFromWire } from '../../api/decode';
import { paths } from '../../paths';
import { usePageWindow } from '../../time-range/page-window';
import { formatAgo, zoneLabel } from '../../time-range/zone';
import { CategoryLabel, TypeLabel } from '../../ui/change-words';
import { Note } from '../../ui/panels';
import { Time } from '../../ui/time';
import { VisibleText } from '../../ui/visible-text';
import { BreakingPath } from './breaking-path';
import { searchWith } from './details-queries';
import css from './details.module.css';
import { formatSpan } from './difference';
import { missingHash } from './hash-words';

/** Clocks differ by this much without anything being wrong, milliseconds. */
const clockTolerance = 60_000;
/** Scans, uploads and the service take up to this long without anything being late, milliseconds. */
const usualDelay = 24 * 3_600_000;

type FactsProps = { readonly cells: ChangeCells; readonly received: number | null };

/** Whether a row's own time lies after its arrival, or after now where that is unknown. */
const isAhead = (time: number, received: number | null, now: number) => time > (received ?? now) + clockTolerance;

/** What happened, where, when and by whom. */
export const ChangeFacts = ({ cells, received }: FactsProps) => {
  const workspace = useCurrentWorkspace();
  const { search } = useLocation();
  const { zone, asOf } = usePageWindow();
  const time = timeFromWire(textCell(cells, 'TimeGenerated'));
  const server = textCell(cells, 'SourceComputerId');
  const computer = <VisibleText text={textCell(cells, 'Computer') || '-'} />;
  const ahead = time !== null && isAhead(time, received, asOf) ? time - (received ?? asOf) : undefined;
  const isLate = time !== null && received !== null && received - time > usualDelay;
  return (
    <>
      {ahead !== undefined && (
        <Note kind="warning">
          Stamped {formatSpan(ahead)} after it arrived: the server&apos;s clock was ahead, or was set.
        </Note>
      )}
      <dl className={css.facts}>
        <dt>Category</dt>
        <dd>
          <CategoryLabel category={textCell(cells, 'ChangeCategory')} />
        </dd>
        <dt>Type</dt>
        <dd>
          <TypeLabel type={textCell(cells, 'ConfigChangeType')} />
        </dd>
        <dt>Server</dt>
        <dd>
          {server === '' ? (
            computer
          ) : (
            <Link
              to={{ pathname: paths.changes(workspace), search: searchWith(search, { server: [server] }) }}
              title="All changes of this server"
            >
              {computer}
            </Link>
          )}
        </dd>
        <dt>Change time</dt>
        <dd>
          <Time ms={time} zone={zone} />
          {time !== null && (
            <span className="muted">
              {' '}
              {zoneLabel(zone)}
              {time <= asOf + clockTolerance ? `, ${formatAgo(time, asOf)}` : ', in the future'}
            </span>
          )}
        </dd>
        {received !== null && time !== null && (ahead !== undefined || isLate) && (
          <>
            <dt>Received</dt>
            <dd>
              <Time ms={received} zone={zone} />
              {isLate && <span className="muted">, {formatSpan(received - time)} later</span>}
            </dd>
          </>
        )}
        <MoreFacts cells={cells} />
      </dl>
    </>
  );
};

const MoreFacts = ({ cells }: { readonly cells: ChangeCells }) => {
  const workspace = useCurrentWorkspace();
  const { search } = useLocation();
  const renamedFrom = textCell(cells, 'RenamedFrom_CF');
  const actor = textCell(cells, 'Actor_CF');
  const process = textCell(cells, 'ProcessName_CF');
  const noHash = missingHash[textCell(cells, 'HashState_CF')];
  return (
    <>
      {(actor !== '' || process !== '') && (
        <>
          <dt>Changed by</dt>
          <dd>
            <VisibleText text={actor || process} />
            {actor !== '' && process !== '' && (
              <span className="muted">
                {' '}
                with <VisibleText text={process} />
              </span>
            )}
          </dd>
        </>
      )}
      {noHash !== undefined && (
        <>
          <dt>Content</dt>
          <dd>{noHash}</dd>
        </>
      )}
      {renamedFrom !== '' && (
        <>
          <dt>Renamed from</dt>
          <dd className="mono">
            <Link
              to={{
                pathname: paths.changes(workspace),
                search: searchWith(search, { entity: [renamedFrom], server: [textCell(cells, 'SourceComputerId')] }),
              }}
              title="Its changes under this name"
            >
              <BreakingPath text={renamedFrom} />
            </Link>
          </dd>
        </>
      )}
    </>
  );
};
