import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { coverageOf } from '#core/fim/path-lab';
import { checkPath } from '#core/fim/path-rules';
import type { MonitoredEntity } from '#core/fim/monitored-entity';
import { configurationQuery } from '../../../api/configuration';
import { useCurrentWorkspace } from '../../../api/current-workspace';
import { Count } from '../../../ui/count';
import { ErrorPanel } from '../../../ui/panels';
import { PathText } from '../../../ui/path-text';
import { Skeleton } from '../../../ui/skeleton';
import { VisibleText } from '../../../ui/visible-text';
import { labExamples, labQuery, labServers } from './lab-query';
import { changeSentence, matchSentence, unresolved } from './lab-words';
import css from './path-lab.module.css';

/** Pause after the last keystroke before the servers' data are asked, milliseconds. */
const pause = 400;
const mostRows = 10;

/** What decides which paths an item reaches, as text: other settings of the item ask nothing anew. */
const patternOf = (entity: MonitoredEntity): string =>
  JSON.stringify({
    ...entity,
    name: '',
    group: '',
    enabled: true,
    ...(entity.kind !== 'windowsRegistry' && { checksum: '', maxContentBytes: 0, maxOutputBytes: 0 }),
    ...(entity.kind === 'linuxFiles' && { useSudo: true, links: 'Follow' }),
    path: entity.path.trim(),
  } satisfies MonitoredEntity);

/** A value once it has rested. */
const useRested = <T,>(value: T, milliseconds: number): T => {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return rested;
};

const Findings = ({ entity, isResting }: { readonly entity: MonitoredEntity; readonly isResting: boolean }) => {
  const workspace = useCurrentWorkspace();
  const [now] = useState(Date.now);
  const configuration = useQuery(configurationQuery(workspace));
  const lab = useQuery({ ...labQuery(workspace.customerId, entity, now), placeholderData: keepPreviousData });
  const items = useMemo(
    () => (configuration.data ?? []).flatMap(({ entity: item }) => (item ? [item] : [])),
    [configuration.data],
  );
  if (lab.isPending || configuration.isPending) return <Skeleton width="100%" height={72} />;
  const failure = lab.data && Object.values(lab.data).find(({ ok }) => !ok);
  const error = lab.error ?? configuration.error ?? (failure?.ok === false ? failure.error : undefined);
  const { inventory, changes, collecting } = lab.data ?? {};
  if (error || !inventory?.ok || !changes?.ok || !collecting?.ok) {
    return <ErrorPanel compact title="It could not be looked up" error={error} onRetry={() => void lab.refetch()} />;
  }
  const coverage = coverageOf(entity, items);
  const servers = labServers(inventory.rows, changes.rows);
  const entities = servers.reduce((sum, server) => sum + server.entities, 0);
  const changed = servers.reduce((sum, server) => sum + server.changes, 0);
  const examples = labExamples(inventory.rows);
  const partial = inventory.partial ?? changes.partial;
  return (
    <div aria-busy={isResting || lab.isFetching} className={css.findings}>
      <p>
        {matchSentence(entity, {
          coverage,
          entities,
          servers: servers.filter((server) => server.entities > 0).length,
          collecting: collecting.rows[0]?.Servers ?? 0,
        })}
      </p>
      <p>{changeSentence(coverage, changed, servers.filter((server) => server.changes > 0).length)}</p>
      {partial && <p>The figures are cut off: {partial.message}</p>}
      {servers.length > 0 && (
        <table className={css.servers}>
          <thead>
            <tr>
              <th scope="col">Server</th>
              <th scope="col">Matches, at least</th>
              <th scope="col">Changes in 30 days, at least</th>
            </tr>
          </thead>
          <tbody>
            {servers.slice(0, mostRows).map((server) => (
              <tr key={server.id}>
                <th scope="row">
                  <VisibleText text={server.computer} />
                </th>
                <td>
                  {server.entities === 0 ? (
                    <span className="muted" title="Not in a collected inventory of this server">
                      -
                    </span>
                  ) : (
                    <Count value={server.entities} />
                  )}
                </td>
                <td>
                  <Count value={server.changes} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {servers.length > mostRows && <p className="muted">and {servers.length - mostRows} more servers</p>}
      {examples.length > 0 && (
        <>
          <p className="muted">For example</p>
          <ul className={css.examples}>
            {examples.map((path) => (
              <li key={path} className="mono">
                <PathText text={path} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};

/**
 * What the item in the form would match and report, from the inventory and the changes collected so far, before it is saved. Asks
 * while typing pauses, and never stands in the way of saving.
 */
export const PathLab = ({ entity }: { readonly entity: MonitoredEntity }) => {
  const current = patternOf(entity);
  const text = useRested(current, pause);
  const rested = useMemo((): MonitoredEntity => JSON.parse(text), [text]);
  const isValid = !checkPath(rested.kind, rested.path).some(({ severity }) => severity === 'error');
  const unknown = unresolved(rested);
  return (
    <section aria-label="Path lab" className={css.lab}>
      <h3>Path lab</h3>
      {!isValid ? (
        <p className="muted">What a path would match and report shows here once it is a valid one.</p>
      ) : unknown !== undefined ? (
        <p>{unknown}</p>
      ) : (
        <Findings entity={rested} isResting={text !== current} />
      )}
    </section>
  );
};
