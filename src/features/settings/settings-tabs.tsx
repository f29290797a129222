import type { KeyboardEvent } from 'react';
import { Link, useLocation } from 'react-router';
import { type WorkspaceParams, keepRangeSearch, paths } from '../../paths';
import css from './settings.module.css';
import { settingsTabs } from './tabs';

export const settingsPanelId = 'settings-panel';

const moveFocus = (event: KeyboardEvent<HTMLElement>) => {
  if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const step = event.key === 'ArrowRight' ? 1 : -1;
  tabs[(at + step + tabs.length) % tabs.length]?.focus();
};

/** The tabs of the settings: links, so that they can be opened elsewhere, with the roles and keys of tabs. */
export const SettingsTabs = ({ workspace }: { readonly workspace: WorkspaceParams }) => {
  const { pathname, search } = useLocation();
  const here = decodeURIComponent(pathname);
  return (
    // Focus is on the tabs; the list only moves it between them.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div role="tablist" aria-label="Settings" className={css.tabs} onKeyDown={moveFocus}>
      {settingsTabs.map(({ id, title }) => {
        const to = paths.settings(workspace, id);
        const isHere = here === decodeURIComponent(to) || here.startsWith(`${decodeURIComponent(to)}/`);
        return (
          <Link
            key={id}
            role="tab"
            aria-selected={isHere}
            aria-controls={settingsPanelId}
            tabIndex={isHere ? 0 : -1}
            className={css.tab}
            to={to + keepRangeSearch(search)}
          >
            {title}
          </Link>
        );
      })}
    </div>
  );
};
