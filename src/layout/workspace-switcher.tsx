import { Button, Popover, PopoverSurface, PopoverTrigger, useArrowNavigationGroup } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { subscriptionsQuery, workspacesQuery } from '../api/workspaces';
import { type WorkspaceParams, keepRangeSearch, paths } from '../paths';
import { SearchBox } from '../ui/search-box';
import { VisibleText } from '../ui/visible-text';
import css from './workspace-switcher.module.css';

/** More than one looks through: the search finds the others. */
const mostShown = 50;

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Every workspace the caller sees, by name, to go to: same page, same time range. */
const Choices = ({ current, onChoose }: { readonly current: WorkspaceParams; readonly onChoose: () => void }) => {
  const [wanted, setWanted] = useState('');
  const { pathname, search } = useLocation();
  const subscriptions = useQuery(subscriptionsQuery);
  const lists = useQueries({
    queries: (subscriptions.data ?? []).map(({ subscriptionId }) => workspacesQuery(subscriptionId)),
  });
  const arrows = useArrowNavigationGroup({ axis: 'vertical', circular: true });
  const subscriptionName = new Map(subscriptions.data?.map((one) => [one.subscriptionId, one.displayName]));
  const found = lists
    .flatMap((list) => list.data ?? [])
    .filter(({ workspaceName }) => workspaceName.toLowerCase().includes(wanted.trim().toLowerCase()))
    .toSorted((a, b) => names.compare(a.workspaceName, b.workspaceName));
  const isPending = subscriptions.isPending || lists.some((list) => list.isPending);
  const toPage = pathname.startsWith(paths.changes(current)) ? paths.changes : paths.servers;
  const isCurrent = (one: WorkspaceParams) =>
    paths.workspace(one).toLowerCase() === paths.workspace(current).toLowerCase();

  return (
    <div className={css.choices}>
      <SearchBox label="Find a workspace" value={wanted} onSearch={setWanted} />
      <ul className={css.list} {...arrows}>
        {found.slice(0, mostShown).map((workspace) => (
          <li key={workspace.id}>
            <Link
              to={toPage(workspace) + keepRangeSearch(search)}
              className={css.choice}
              aria-current={isCurrent(workspace) ? 'page' : undefined}
              onClick={onChoose}
            >
              <span className={css.name}>
                <VisibleText text={workspace.workspaceName} />
              </span>
              <span className={css.subscription}>
                <VisibleText text={subscriptionName.get(workspace.subscriptionId) ?? ''} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <p className={css.rest} role="status">
        {isPending
          ? 'Loading'
          : found.length === 0
            ? 'No workspace has this in its name.'
            : found.length > mostShown
              ? `${found.length - mostShown} more: type a part of the name.`
              : ''}
      </p>
    </div>
  );
};

/** Goes to another workspace. */
const WorkspaceSwitcher = ({ current }: { readonly current: WorkspaceParams }) => {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={(_, data) => setOpen(data.open)} trapFocus positioning="below-start">
      <PopoverTrigger disableButtonEnhancement>
        <Button
          size="small"
          appearance="subtle"
          icon={<ChevronDownRegular />}
          aria-label="Switch workspace"
          title="Switch workspace"
        />
      </PopoverTrigger>
      <PopoverSurface aria-label="Switch workspace" className={css.surface}>
        <Choices current={current} onChoose={() => setOpen(false)} />
      </PopoverSurface>
    </Popover>
  );
};

export default WorkspaceSwitcher;
