import {
  ArrowClockwiseRegular,
  DeleteRegular,
  DocumentSearchRegular,
  FilterRegular,
  SettingsRegular,
  ShieldTaskRegular,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useMemo, useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import * as z from 'zod/mini';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { useInStep } from '../../api/in-step';
import { useLiveRefresh } from '../../api/live';
import { refreshAll } from '../../api/refresh';
import { subscriptionsQuery } from '../../api/workspaces';
import { changeFilterSearch } from '../../filters/change-filter';
import { pageQuestion } from '../../filters/page-question';
import { useChangeFilter } from '../../filters/use-change-filter';
import { type Command, CommandBar } from '../../layout/command-bar';
import { LinkNote } from '../../layout/link-note';
import { PageHeader } from '../../layout/page-header';
import page from '../../layout/page.module.css';
import { keepPageSearch, paths } from '../../paths';
import { usePageWindow } from '../../time-range/page-window';
import { rangeSearch } from '../../time-range/range';
import { formatTime } from '../../time-range/zone';
import { AgentBand } from './agent-band';
import css from './dashboard.module.css';
import { PrintHead } from './print-head';
import { summaryQuery } from './queries';
import { RangeButton } from './range-button';
import { useRangeHistory } from './range-history';
import { RefreshMenu } from './refresh-menu';
import { Summary } from './summary';
import { ViewTabs, viewPanelId } from './view-tabs';

const TimeRangePane = lazy(() =>
  import('../../time-range/time-range-pane').then((module) => ({ default: module.TimeRangePane })),
);

const linkSearch = z.extend(rangeSearch, changeFilterSearch.shape);

const summaryKey = 'fim-summary';
const startsFolded = () => {
  try {
    return localStorage.getItem(summaryKey) === 'folded';
  } catch {
    return false;
  }
};

/** Dashboard of a workspace: what changed in the time range, over the tabs that list it. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const window = usePageWindow();
  const { filter } = useChangeFilter();
  const [filtering, setFiltering] = useState(false);
  const [folded, setFolded] = useState(startsFolded);
  const history = useRangeHistory(window);
  useLiveRefresh(workspace.customerId);
  const subscriptions = useQuery(subscriptionsQuery);
  const subscription = subscriptions.isPending
    ? undefined
    : (subscriptions.data?.find(({ subscriptionId }) => subscriptionId === workspace.subscriptionId)?.displayName ??
      workspace.subscriptionId);
  const question = useMemo(() => pageQuestion(window, filter), [window, filter]);
  const figures = useQuery(summaryQuery(workspace, filter, window));
  const summary = useInStep('summary', figures, question);
  const readAt = summary.question?.window.asOf;

  const fold = () => {
    setFolded(!folded);
    try {
      localStorage.setItem(summaryKey, folded ? 'open' : 'folded');
    } catch {
      // Storage may be off: the choice lasts until the page goes.
    }
  };
  const navigate = useNavigate();
  const { search: searchString } = useLocation();
  const toggleFilter = () => setFiltering(!filtering);
  const commands: readonly Command[] = [
    {
      id: 'settings',
      label: 'Settings',
      icon: <SettingsRegular />,
      onClick: () => void navigate(paths.settings(workspace, 'registry')),
    },
    {
      id: 'baselines',
      label: 'Baselines',
      icon: <ShieldTaskRegular />,
      onClick: () => void navigate(paths.baselines(workspace) + keepPageSearch(searchString)),
    },
    {
      id: 'logs',
      label: 'Logs',
      icon: <DocumentSearchRegular />,
      onClick: () => void navigate(paths.logs(workspace) + keepPageSearch(searchString)),
    },
    { id: 'refresh', label: 'Refresh', icon: <ArrowClockwiseRegular />, onClick: refreshAll },
    { id: 'filter', label: 'Filter', icon: <FilterRegular />, onClick: toggleFilter, isOpen: filtering },
    {
      id: 'disable',
      label: 'Disable',
      icon: <DeleteRegular />,
      onClick: () => void navigate(paths.disable(workspace)),
    },
  ];

  return (
    <div className={`${page.page} ${css.dashboard}`}>
      <PageHeader
        title="File integrity monitoring"
        tabTitle={workspace.workspaceName}
        subtitle={workspace.workspaceName + (subscription === undefined ? '' : `, subscription ${subscription}`)}
        commands={
          <>
            <CommandBar commands={commands} />
            <span className={css.asOf}>
              <RangeButton window={window} isOpen={filtering} onClick={toggleFilter} />
              <RefreshMenu workspace={workspace.customerId} />
              <span className={`numbers ${css.readAt}`}>
                {readAt !== undefined && `as of ${formatTime(readAt, window.zone)}`}
              </span>
            </span>
          </>
        }
      />
      <PrintHead workspaceName={workspace.workspaceName} window={summary.question?.window ?? window} />
      <LinkNote schema={linkSearch} />
      <AgentBand workspace={workspace} />
      <Summary
        workspace={workspace}
        question={question}
        summary={summary}
        onRetry={() => void figures.refetch()}
        folded={folded}
        history={history}
      />
      <ViewTabs workspace={workspace} folded={folded} onFold={fold} />
      <div id={viewPanelId} role="tabpanel" aria-label="View" className={css.panel}>
        <Outlet />
      </div>
      {filtering && (
        <Suspense fallback={null}>
          <TimeRangePane retentionInDays={workspace.retentionInDays} onClose={() => setFiltering(false)} />
        </Suspense>
      )}
    </div>
  );
};
