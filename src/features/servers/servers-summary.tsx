import { Count } from '../../ui/count';
import type { Server } from './servers';

const changesOf = (servers: readonly Server[]) => servers.reduce((sum, { total }) => sum + total, 0);

/**
 * "12 of 300 servers, 1,234 changes". Servers are those that report, as the page's total counts them; machines of which only changes
 * are left are named beside them.
 */
export const ServersSummary = ({
  servers,
  shown,
}: {
  readonly servers: readonly Server[];
  readonly shown: readonly Server[];
}) => {
  const reporting = servers.filter(({ lastHeartbeat }) => lastHeartbeat !== null).length;
  const silent = servers.length - reporting;
  const changes = changesOf(shown);
  const isNarrowed = shown.length < servers.length;
  return (
    <span aria-live="polite">
      {isNarrowed ? (
        <>
          <Count value={shown.length} /> of <Count value={servers.length} />{' '}
        </>
      ) : (
        <>
          <Count value={reporting} />{' '}
        </>
      )}
      {(isNarrowed ? servers.length : reporting) === 1 ? 'server' : 'servers'}
      {!isNarrowed && silent > 0 && (
        <>
          {' '}
          and <Count value={silent} /> silent for 30 days
        </>
      )}
      , <Count value={changes} /> {changes === 1 ? 'change' : 'changes'}
    </span>
  );
};
