import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useRefreshInterval } from '../../api/refresh-choice';
import { type Workspace, solutionQuery } from '../../api/workspaces';
import { paths } from '../../paths';
import { useZone } from '../../time-range/page-window';
import { formatAgo } from '../../time-range/zone';
import { Note } from '../../ui/panels';
import { PathText } from '../../ui/path-text';
import { Skeleton } from '../../ui/skeleton';
import { Time } from '../../ui/time';
import { VisibleText } from '../../ui/visible-text';
import { agentsQuery, unreadableQuery } from './agent-queries';
import type { Agent } from './agent-state';
import css from './dashboard.module.css';

const Names = ({ agents }: { readonly agents: readonly Agent[] }) => {
  const zone = useZone();
  return (
    <details>
      <summary>Show servers</summary>
      <ul>
        {agents.map(({ id, computer, lastSeen }) => (
          <li key={id}>
            <VisibleText text={computer} />
            <span className="muted">
              last heartbeat <Time ms={lastSeen} zone={zone} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
};

const Away = ({ agents, now }: { readonly agents: readonly Agent[]; readonly now: number }) => {
  const zone = useZone();
  const [only] = agents;
  if (!only) return null;
  return (
    <Note kind="warning">
      {agents.length === 1 ? (
        <>
          The agent on <strong>{<VisibleText text={only.computer} />}</strong> is away: no data since{' '}
          <Time ms={only.lastSeen} zone={zone} /> ({formatAgo(only.lastSeen, now)}). Changes made meanwhile are reported
          when it is back.
        </>
      ) : (
        <>
          {agents.length} agents are away: no data for more than 5 minutes. Changes made meanwhile are reported when
          they are back.
          <Names agents={agents} />
        </>
      )}
    </Note>
  );
};

const Baselining = ({ agents }: { readonly agents: readonly Agent[] }) => {
  const [only] = agents;
  if (!only) return null;
  const items = agents.reduce((sum, agent) => sum + agent.items, 0);
  const ready = agents.reduce((sum, agent) => sum + agent.itemsReady, 0);
  return (
    <Note kind="info">
      {items === 0 ? 'Starting' : `Baselining ${ready} of ${items} items`} on{' '}
      <strong>{agents.length === 1 ? <VisibleText text={only.computer} /> : `${agents.length} servers`}</strong>
      {items > 0 && <progress className={css.progress} aria-label="Baselining" value={ready} max={items} />}
      <span className={css.aside}>
        The first look records how things are; from then on, differences are reported as changes.
      </span>
    </Note>
  );
};

const Unreadable = ({ workspace, count }: { readonly workspace: string; readonly count: number }) => {
  const { data } = useQuery(unreadableQuery(workspace, count));
  const zone = useZone();
  if (count === 0) return null;
  return (
    <Note kind="info">
      {count === 1 ? '1 monitored path could not be read' : `${count} monitored paths could not be read`}: changes to
      them go unseen.
      {data && data.length > 0 && (
        <details>
          <summary>Show paths and reasons</summary>
          <ul>
            {data.map(({ computer, path, reason, since }) => (
              <li key={`${computer} ${path}`}>
                <span className="mono">
                  <PathText text={path} />
                </span>
                <span className="muted">
                  <VisibleText text={reason} />, <VisibleText text={computer} />, <Time ms={since} zone={zone} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Note>
  );
};

const Disabled = ({ agents }: { readonly agents: readonly Agent[] }) => {
  const [only] = agents;
  if (!only) return null;
  return (
    <Note kind="info">
      {agents.length === 1 ? (
        <>
          The agent on <strong>{<VisibleText text={only.computer} />}</strong> is
        </>
      ) : (
        `${agents.length} agents are`
      )}{' '}
      connected but not scanning, because file integrity monitoring is off.
    </Note>
  );
};

const allWell = (read: { readonly machines: number; readonly agents: readonly Agent[] } | undefined): string => {
  if (!read) return 'What the agents say could not be read.';
  if (read.agents.length === 0) return 'Servers report; what collects there says nothing about itself.';
  return read.agents.length === 1 ? 'The agent reports.' : `All ${read.agents.length} agents report.`;
};

/**
 * State of the system that collects, above its figures: what is not as it should be, as far as it is known. It keeps its line when
 * there is nothing to say, so that nothing below it moves.
 */
export const AgentBand = ({ workspace }: { readonly workspace: Workspace }) => {
  const { data, isError } = useQuery(agentsQuery(workspace.customerId, useRefreshInterval()));
  const solutionRead = useQuery(solutionQuery(workspace));
  const solution = solutionRead.data;
  const isPending = (data === undefined && !isError) || solutionRead.isPending;
  const off = solution !== undefined && solution.provisioningState === undefined;
  const agents = data?.agents ?? [];
  const present = agents.filter(({ away }) => !away);
  const away = agents.filter((agent) => agent.away);
  const baselining = present.filter(({ state }) => state === 'starting' || state === 'baselining');
  const disabled = present.filter(({ state }) => state === 'disabled');
  const unreadable = present.reduce((sum, agent) => sum + agent.unreadable, 0);

  // Known together, so that the line below them is taken once.
  const notes: ReactNode[] = isPending
    ? []
    : [
        off && (
          <Note key="off" kind="info" action={<Link to={paths.enable(workspace)}>What to do</Link>}>
            File integrity monitoring is off in this workspace. What was collected before stays until its retention
            ends.
          </Note>
        ),
        data?.machines === 0 && !off && (
          <Note key="none" kind="info">
            No server has reported to this workspace in the last 30 days. An agent shows up here within a minute of its
            start.
          </Note>
        ),
        away.length > 0 && <Away key="away" agents={away} now={data?.now ?? 0} />,
        baselining.length > 0 && <Baselining key="baselining" agents={baselining} />,
        disabled.length > 0 && !off && <Disabled key="disabled" agents={disabled} />,
        unreadable > 0 && <Unreadable key="unreadable" workspace={workspace.customerId} count={unreadable} />,
      ].filter(Boolean);
  return (
    <section aria-label="Agent status" className={css.agents}>
      {notes.length > 0 ? notes : <p className={css.well}>{isPending ? <Skeleton width="240px" /> : allWell(data)}</p>}
    </section>
  );
};
