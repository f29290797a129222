import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import type { ChangeCells } from '#core/fim/entity';
import { useCurrentWorkspace } from '../../api/current-workspace';
import type { Row } from '../../api/decode';
import { batchQuery } from '../../api/workspace-query';
import { paths } from '../../paths';
import { type PageWindow, usePageWindow } from '../../time-range/page-window';
import { formatCount } from '../../ui/numbers';
import { Note } from '../../ui/panels';
import { Time } from '../../ui/time';
import { BreakingPath } from './breaking-path';
import {
  elsewhereKql,
  elsewhereSpec,
  entityFilter,
  fleetKql,
  fleetSpec,
  newValueOf,
  prevalenceKql,
  prevalenceSpec,
  searchWith,
} from './details-queries';
import css from './details.module.css';
import { AnsweredPart, PaneSection } from './pane-section';

/** A server counts for 30 days after its last heartbeat (design: FIM pages count). */
const fleetMs = 30 * 86_400_000;

const nothing = 'ConfigurationChange | take 0 | project Servers = 0, Files = 0, Example = ""';

const useNumbers = (cells: ChangeCells, window: PageWindow) => {
  const workspace = useCurrentWorkspace();
  return useQuery(
    batchQuery(
      workspace.customerId,
      {
        entity: { kql: prevalenceKql(cells), columns: prevalenceSpec },
        elsewhere: { kql: elsewhereKql(cells) ?? nothing, columns: elsewhereSpec },
        fleet: {
          kql: fleetKql,
          columns: fleetSpec,
          range: { start: window.asOf - fleetMs, end: window.asOf },
        },
      },
      window,
    ),
  );
};

/** On how many servers the same thing changed in the page's range, and to the same value. */
export const ChangePrevalence = ({ cells }: { readonly cells: ChangeCells }) => {
  const window = usePageWindow();
  const { data, error, refetch } = useNumbers(cells, window);
  const found = data?.entity.ok ? data.entity.rows[0] : undefined;
  const failure = error ?? (data && !data.entity.ok ? data.entity.error : undefined);
  const fleet = data?.fleet.ok ? data.fleet.rows[0]?.Servers : undefined;
  const elsewhere = data?.elsewhere.ok ? data.elsewhere.rows[0] : undefined;
  return (
    <PaneSection title="Across servers, in this time range">
      <AnsweredPart
        what="These numbers"
        lines={3}
        error={failure}
        isLoaded={found !== undefined}
        onRetry={() => void refetch()}
      >
        {data?.entity.ok && data.entity.partial && (
          <Note kind="warning">These numbers are incomplete: {data.entity.partial.message}</Note>
        )}
        {found && <Numbers cells={cells} found={found} fleet={fleet ?? undefined} window={window} />}
        {elsewhere && (elsewhere.Files ?? 0) > 0 && (
          <p className={css.summary}>
            The same hash also appeared as {countOf(elsewhere.Files ?? 0, 'other file')} on{' '}
            {countOf(elsewhere.Servers ?? 0, 'server')}, for example{' '}
            <span className="mono">
              <BreakingPath text={elsewhere.Example} />
            </span>
          </p>
        )}
      </AnsweredPart>
    </PaneSection>
  );
};

const countOf = (count: number, word: string): string => `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`;

type NumbersProps = {
  readonly cells: ChangeCells;
  readonly found: Row<typeof prevalenceSpec>;
  readonly fleet: number | undefined;
  readonly window: PageWindow;
};

const Numbers = ({ cells, found, fleet, window }: NumbersProps) => {
  const workspace = useCurrentWorkspace();
  const { search } = useLocation();
  const value = newValueOf(cells);
  const list = { pathname: paths.changes(workspace), search: searchWith(search, entityFilter(cells, 'everywhere')) };
  if ((found.Changes ?? 0) === 0) {
    return <p className={css.summary}>No change of it lies in the time range of this page.</p>;
  }
  const of = fleet === undefined || fleet < (found.Servers ?? 0) ? '' : ` of ${formatCount(fleet)}`;
  return (
    <table className={css.prevalence}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">What</span>
          </th>
          <th scope="col">Servers</th>
          <th scope="col">Changes</th>
          <th scope="col">First seen</th>
          <th scope="col">Last seen</th>
        </tr>
      </thead>
      <tbody>
        {value && (
          <tr>
            <th scope="row">Changed to {value.words}</th>
            <td className="numbers">{formatCount(found.SameServers ?? 0) + of}</td>
            <td className="numbers">{formatCount(found.SameChanges ?? 0)}</td>
            <td>
              <Time ms={found.SameFirst} zone={window.zone} />
            </td>
            <td>
              <Time ms={found.SameLast} zone={window.zone} />
            </td>
          </tr>
        )}
        <tr>
          <th scope="row">
            <Link to={list}>Changed at all</Link>
          </th>
          <td className="numbers">{formatCount(found.Servers ?? 0) + of}</td>
          <td className="numbers">{formatCount(found.Changes ?? 0)}</td>
          <td>
            <Time ms={found.First} zone={window.zone} />
          </td>
          <td>
            <Time ms={found.Last} zone={window.zone} />
          </td>
        </tr>
      </tbody>
    </table>
  );
};
