import { AddRegular, DocumentRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { Outlet, useLocation, useMatch, useNavigate, useParams } from 'react-router';
import { useAccess } from '../../api/access';
import { configurationQuery } from '../../api/configuration';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { type Command, CommandBar } from '../../layout/command-bar';
import { PageHeader } from '../../layout/page-header';
import page from '../../layout/page.module.css';
import { paths } from '../../paths';
import { BudgetMeter } from './budget-meter';
import { DoneNote } from './done-note';
import { type DoneChange, SettingsContext } from './settings-context';
import css from './settings.module.css';
import { SettingsTabs, settingsPanelId } from './settings-tabs';
import { findItemTab } from './tabs';
import { useMoveSettings } from './transfer/move-settings';

const documentation = 'https://learn.microsoft.com/azure/automation/change-tracking/manage-change-tracking';

/** The settings of a workspace: what is monitored, in the original's five tabs. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const navigate = useNavigate();
  const { search } = useLocation();
  const tab = findItemTab(useParams()['tab']);
  const adding = useMatch('/workspaces/:subscriptionId/:resourceGroup/:workspaceName/settings/:tab/new') !== null;
  const access = useAccess(
    workspace.id,
    'Microsoft.OperationalInsights/workspaces/dataSources/write',
    'Changing the settings',
  );
  const configuration = useQuery(configurationQuery(workspace));
  const [done, setDone] = useState<{ readonly id: number; readonly change: DoneChange }>();
  const report = useCallback((change: DoneChange) => setDone((last) => ({ id: (last?.id ?? 0) + 1, change })), []);
  const parts = useMemo(() => ({ access, report }), [access, report]);

  const move = useMoveSettings(access);
  const commands: readonly Command[] = [
    ...(tab
      ? [
          {
            id: 'add',
            label: 'Add',
            icon: <AddRegular />,
            onClick: () => void navigate(paths.newSetting(workspace, tab.id) + search),
            isOpen: adding,
            disabledReason: access.allowed ? undefined : access.reason,
          },
        ]
      : []),
    ...move.commands,
    {
      id: 'documentation',
      label: 'Documentation',
      icon: <DocumentRegular />,
      onClick: () => globalThis.open(documentation, '_blank', 'noopener,noreferrer'),
    },
  ];

  return (
    <SettingsContext value={parts}>
      <div className={page.page}>
        <PageHeader
          title="Workspace configuration"
          tabTitle={`Settings, ${workspace.workspaceName}`}
          subtitle={`${workspace.workspaceName}, change tracking`}
          commands={<CommandBar commands={commands} />}
        />
        {move.note}
        {done && (
          <div className={css.done}>
            <DoneNote key={done.id} done={done.change} onClose={() => setDone(undefined)} />
          </div>
        )}
        <div className={css.tabRow}>
          <SettingsTabs workspace={workspace} />
          {configuration.data && <BudgetMeter configuration={configuration.data} />}
        </div>
        <div id={settingsPanelId} role="tabpanel" aria-label="Settings" className={css.panel}>
          <Outlet />
        </div>
      </div>
      {move.dialog}
    </SettingsContext>
  );
};
