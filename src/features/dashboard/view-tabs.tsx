import { Button } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronUpRegular } from '@fluentui/react-icons';
import type { KeyboardEvent } from 'react';
import { Link, useLocation } from 'react-router';
import { type WorkspaceParams, keepPageSearch, paths } from '../../paths';
import css from './dashboard.module.css';

export const viewPanelId = 'workspace-view';

const views = [
  { name: 'Servers', path: paths.servers },
  { name: 'Changes', path: paths.changes },
] as const;

const moveFocus = (event: KeyboardEvent<HTMLElement>) => {
  if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const step = event.key === 'ArrowRight' ? 1 : -1;
  tabs[(at + step + tabs.length) % tabs.length]?.focus();
};

type ViewTabsProps = { readonly workspace: WorkspaceParams; readonly folded: boolean; readonly onFold: () => void };

/** The dashboard's tabs: links, so that they can be opened elsewhere, with the roles and keys of tabs. */
export const ViewTabs = ({ workspace, folded, onFold }: ViewTabsProps) => {
  const { pathname, search } = useLocation();
  return (
    <div className={css.tabRow}>
      {/* Focus is on the tabs; the list only moves it between them. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div role="tablist" aria-label="Views" className={css.tabs} onKeyDown={moveFocus}>
        {views.map(({ name, path }) => {
          const to = path(workspace);
          const here = decodeURIComponent(pathname).startsWith(decodeURIComponent(to));
          return (
            <Link
              key={name}
              role="tab"
              aria-selected={here}
              aria-controls={viewPanelId}
              tabIndex={here ? 0 : -1}
              className={css.tab}
              to={to + keepPageSearch(search)}
              preventScrollReset
            >
              {name}
            </Link>
          );
        })}
      </div>
      <Button
        size="small"
        appearance="subtle"
        icon={folded ? <ChevronDownRegular /> : <ChevronUpRegular />}
        aria-expanded={!folded}
        onClick={onFold}
      >
        {folded ? 'Show summary' : 'Hide summary'}
      </Button>
    </div>
  );
};
