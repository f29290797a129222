import { Count } from '../../ui/count';
import type { MatrixRow } from './matrix';

/** "12 of 30 servers: 25 as expected, 4 with drift, 1 not collected", over all servers whatever the filter shows. */
export const MatrixSummary = ({ rows, shown }: { readonly rows: readonly MatrixRow[]; readonly shown: number }) => {
  const drifted = rows.filter(({ drift }) => drift > 0).length;
  const open = rows.filter(({ drift, unknown }) => drift === 0 && unknown > 0).length;
  return (
    <span aria-live="polite">
      {shown < rows.length && (
        <>
          <Count value={shown} /> of{' '}
        </>
      )}
      <Count value={rows.length} /> {rows.length === 1 ? 'server' : 'servers'}:{' '}
      <Count value={rows.length - drifted - open} /> as expected, <Count value={drifted} /> with drift
      {open > 0 && (
        <>
          , <Count value={open} /> not collected
        </>
      )}
    </span>
  );
};
