import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular, FilterRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Outlet } from 'react-router';
import * as z from 'zod/mini';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { useLiveRefresh } from '../../api/live';
import { refreshAll } from '../../api/refresh';
import { subscriptionsQuery } from '../../api/workspaces';
import { useKept } from '../../api/use-kept';
import { LinkNote } from '../../layout/link-note';
import { useChangeFilter } from '../../filters/use-change-filter';
import { PageHeader } from '../../layout/page-header';
import page from '../../layout/page.module.css';
import { changeFilterSearch } from '../../filters/change-filter';
import { usePageWindow } from '../../time-range/page-window';
import { rangeSearch } from '../../time-range/range';
import { TimeRangePane } from '../../time-range/time-range-pane';
import { AgentBand } from './agent-band';
import { AsOf } from './as-of';
import css from './dashboard.module.css';
import { summaryQuery } from './queries';
import { Summary } from './summary';
import { ViewTabs, viewPanelId } from './view-tabs';

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
  useLiveRefresh(workspace.customerId);
  const subscription = useQuery(subscriptionsQuery).data?.find(
    ({ subscriptionId }) => subscriptionId === workspace.subscriptionId,
  );
  const summary = useKept(useQuery(summaryQuery(workspace, filter, window)), window.asOf);

  const fold = () => {
    setFolded(!folded);
    try {
      localStorage.setItem(summaryKey, folded ? 'open' : 'folded');
    } catch {
      // Storage may be off: the choice lasts until the page goes.
    }
  };

  return (
    <div className={`${page.page} ${css.dashboard}`}>
      <PageHeader
        title="File integrity monitoring"
        tabTitle={workspace.workspaceName}
        subtitle={`${workspace.workspaceName}, subscription ${subscription?.displayName ?? workspace.subscriptionId}`}
        commands={
          <>
            <Button appearance="subtle" icon={<ArrowClockwiseRegular />} onClick={refreshAll}>
              Refresh
            </Button>
            <Button
              appearance="subtle"
              icon={<FilterRegular />}
              aria-expanded={filtering}
              onClick={() => setFiltering(!filtering)}
            >
              Filter
            </Button>
            <AsOf window={window} asOf={summary.asOf} workspace={workspace.customerId} />
          </>
        }
      />
      <LinkNote schema={linkSearch} />
      <AgentBand workspace={workspace} />
      <Summary workspace={workspace} window={window} summary={summary} folded={folded} />
      <ViewTabs workspace={workspace} folded={folded} onFold={fold} />
      <div id={viewPanelId} role="tabpanel" aria-label="View" className={css.panel}>
        <Outlet />
      </div>
      {filtering && <TimeRangePane onClose={() => setFiltering(false)} />}
    </div>
  );
};
