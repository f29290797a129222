import { useEffect, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { refreshAll } from '../api/refresh';
import { type WorkspaceParams, keepPageSearch, paths } from '../paths';

/** What `?` lists. Rows' own keys belong to the tables. */
export const shortcutList = [
  ['?', 'Show this list'],
  ['/', 'Search'],
  ['r', 'Refresh'],
  ['g w', 'Go to workspaces'],
  ['g s', 'Go to servers'],
  ['g c', 'Go to changes'],
  ['g l', 'Go to logs'],
  ['g e', 'Go to settings'],
  ['j  k', 'Next, previous row'],
  ['Enter', 'Open row'],
  ['Esc', 'Close pane, clear selection'],
  ['x', 'Select row'],
  ['Shift+j  Shift+k', 'Select several rows'],
  ['Ctrl+A', 'Select all loaded rows'],
  ['Ctrl+C', 'Copy selected rows'],
  ['Shift+F10', 'Menu of a row or column'],
  ['Shift+←  Shift+→', 'On a column head: narrower, wider'],
  ['Shift+Enter', 'In a query: run it'],
  ['F1', 'In a query: help for the name at the cursor'],
  ['Ctrl+Shift+←  Ctrl+Shift+→', 'On a column head: move'],
] as const;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    (target instanceof HTMLInputElement && !['radio', 'checkbox', 'button'].includes(target.type)) ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement);

const focusSearch = (): boolean => {
  const boxes = document.querySelectorAll<HTMLInputElement>('main input[type="search"]');
  const box = boxes[0];
  box?.focus();
  box?.select();
  return box !== undefined;
};

/** Into the rows of the page, from wherever else on it; a table then takes the key as one of its own. */
const enterRows = (key: string): boolean => {
  const { activeElement } = document;
  if (activeElement?.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return false;
  const rows = document.querySelector<HTMLElement>('main section[id^="table-"], main [data-rows]');
  if (!rows || rows.contains(activeElement)) return false;
  const isTable = rows.tabIndex >= 0;
  const entry = isTable ? rows : rows.querySelector('a');
  entry?.focus();
  if (isTable) rows.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  return entry !== null;
};

/** How long `g` waits for its second key, milliseconds. */
const sequenceTime = 1_500;

type Actions = { readonly help: () => void; readonly go: (key: string) => boolean };

const createHandler = (actions: Actions) => {
  let pendingSince = Number.NEGATIVE_INFINITY;
  return (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    const inSequence = event.timeStamp - pendingSince < sequenceTime;
    pendingSince = Number.NEGATIVE_INFINITY;
    let handled = true;
    if (inSequence) handled = actions.go(event.key);
    else if (event.key === 'g') pendingSince = event.timeStamp;
    else if (event.key === '?') actions.help();
    else if (event.key === '/') handled = focusSearch();
    else if (event.key === 'j' || event.key === 'k') handled = enterRows(event.key);
    else if (event.key === 'r') refreshAll();
    else handled = false;
    if (handled) event.preventDefault();
  };
};

const workspaceOf = (params: Readonly<Partial<Record<string, string>>>): WorkspaceParams | undefined => {
  const { subscriptionId, resourceGroup, workspaceName } = params;
  return subscriptionId && resourceGroup && workspaceName
    ? { subscriptionId, resourceGroup, workspaceName }
    : undefined;
};

/** Shortcuts of the whole app; never while typing. */
export const useShortcuts = () => {
  const [helpOpen, setHelpOpen] = useState(false);
  const navigate = useNavigate();
  const params = useParams();
  const { search } = useLocation();

  useEffect(() => {
    const go = (key: string): boolean => {
      const workspace = workspaceOf(params);
      const kept = keepPageSearch(search);
      if (key === 'w') void navigate(paths.workspaces());
      else if (key === 's' && workspace) void navigate(paths.servers(workspace) + kept);
      else if (key === 'c' && workspace) void navigate(paths.changes(workspace) + kept);
      else if (key === 'l' && workspace) void navigate(paths.logs(workspace) + kept);
      else if (key === 'e' && workspace) void navigate(paths.settings(workspace, 'registry'));
      else return false;
      return true;
    };
    const handler = createHandler({ help: () => setHelpOpen(true), go });
    document.addEventListener('keydown', handler);
    return () => document.removeEventListener('keydown', handler);
  }, [navigate, params, search]);

  return { helpOpen, setHelpOpen };
};
