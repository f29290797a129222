import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { subscriptionsQuery, workspacesQuery } from '../api/workspaces';
import { type WorkspaceParams, keepRangeSearch, paths } from '../paths';

/** Goes to another workspace, same page and time range. */
const WorkspaceSwitcher = ({ current }: { readonly current: WorkspaceParams }) => {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const subscriptions = useQuery({ ...subscriptionsQuery, enabled: open });
  const lists = useQueries({
    queries: (subscriptions.data ?? []).map(({ subscriptionId }) => ({
      ...workspacesQuery(subscriptionId),
      enabled: open,
    })),
  });
  const workspaces = lists.flatMap((list) => list.data ?? []);
  const toPage = pathname.startsWith(paths.changes(current)) ? paths.changes : paths.servers;
  return (
    <Menu open={open} onOpenChange={(_, data) => setOpen(data.open)}>
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          appearance="subtle"
          icon={<ChevronDownRegular />}
          aria-label="Switch workspace"
          title="Switch workspace"
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {workspaces.length === 0 && <MenuItem disabled>Loading</MenuItem>}
          {workspaces.map((workspace) => (
            <MenuItem
              key={workspace.id}
              onClick={() => void navigate(toPage(workspace) + keepRangeSearch(search))}
              disabled={workspace.workspaceName === current.workspaceName}
            >
              {workspace.workspaceName}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};

export default WorkspaceSwitcher;
