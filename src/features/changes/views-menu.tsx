import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { BookmarkRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useAccess } from '../../api/access';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { deleteSearch, saveSearch, savedSearchCategories, savedSearchesQuery } from '../../api/saved-searches';
import { paths } from '../../paths';
import { visibleString } from '../../ui/visible-parts';
import { VisibleText } from '../../ui/visible-text';
import css from './changes.module.css';
import { ViewDialog } from './view-dialog';
import { type View, viewOf, viewsAmong } from './views';

type Asked =
  | { readonly what: 'save' }
  | { readonly what: 'rename'; readonly view: View }
  | { readonly what: 'update'; readonly view: View }
  | { readonly what: 'delete'; readonly view: View };

const writeAction = 'Microsoft.OperationalInsights/workspaces/savedSearches/write';

const body = (displayName: string, view: string, query: string) => ({
  category: savedSearchCategories.changesView,
  displayName,
  query,
  view,
});

/** Saved views of the tab: open one, save the current one, rename, overwrite or delete. `kql`: the current list's query. */
export const ViewsMenu = ({ kql }: { readonly kql: string }) => {
  const workspace = useCurrentWorkspace();
  const navigate = useNavigate();
  const { search } = useLocation();
  const access = useAccess(workspace.id, writeAction, 'Saving views');
  const { data, isError, refetch } = useQuery(savedSearchesQuery(workspace));
  const [asked, setAsked] = useState<Asked>();
  const trigger = useRef<HTMLButtonElement>(null);
  const views = data ? viewsAmong(data) : [];
  const current = viewOf(search);
  const applied = views.find(({ view }) => view === current);
  const [last, setLast] = useState<string>();
  const edited = applied ?? views.find(({ id }) => id === last);

  const done = async (name: string) => {
    if (!asked) return;
    switch (asked.what) {
      case 'save': {
        const saved = await saveSearch(workspace, body(name, current, kql));
        setLast(saved.id);
        return;
      }
      case 'rename':
        await saveSearch(workspace, body(name, asked.view.view, asked.view.query), asked.view);
        return;
      case 'update':
        await saveSearch(workspace, body(asked.view.displayName, current, kql), asked.view);
        return;
      case 'delete':
        await deleteSearch(workspace, asked.view);
    }
  };
  const reason = access.allowed ? undefined : access.reason;
  const command = (label: string, next: Asked) => (
    <MenuItem disabled={!access.allowed} title={reason} onClick={() => setAsked(next)}>
      {label}
    </MenuItem>
  );

  return (
    <>
      <Menu
        positioning={{ autoSize: 'height' }}
        checkedValues={{ view: applied ? [applied.id] : [] }}
        onCheckedValueChange={(_, { checkedItems }) => {
          const chosen = views.find(({ id }) => checkedItems.includes(id));
          if (!chosen) return;
          setLast(chosen.id);
          void navigate(paths.changes(workspace) + chosen.view);
        }}
      >
        <MenuTrigger disableButtonEnhancement>
          <Button ref={trigger} size="small" appearance="subtle" icon={<BookmarkRegular />}>
            Views
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuGroup>
              <MenuGroupHeader>Saved views</MenuGroupHeader>
              {isError && <MenuItem onClick={() => void refetch()}>Could not be loaded: retry</MenuItem>}
              {!isError && views.length === 0 && <MenuItem disabled>{data ? 'None yet' : 'Loading'}</MenuItem>}
              {views.map(({ id, displayName }) => (
                <MenuItemRadio key={id} name="view" value={id}>
                  <VisibleText text={displayName} />
                </MenuItemRadio>
              ))}
            </MenuGroup>
            <MenuDivider />
            {command('Save this view as...', { what: 'save' })}
            {edited && (
              <>
                {!applied && command(`Update "${visibleString(edited.displayName)}"`, { what: 'update', view: edited })}
                {command(`Rename "${visibleString(edited.displayName)}"...`, { what: 'rename', view: edited })}
                {command(`Delete "${visibleString(edited.displayName)}"...`, { what: 'delete', view: edited })}
              </>
            )}
            {reason !== undefined && <p className={css.reason}>{reason}</p>}
          </MenuList>
        </MenuPopover>
      </Menu>
      {asked && (
        <ViewDialog
          {...dialogs[asked.what]}
          name={asked.what === 'save' ? '' : asked.what === 'rename' ? asked.view.displayName : undefined}
          text={asked.what === 'save' || asked.what === 'rename' ? undefined : visibleString(asked.view.displayName)}
          taken={views.flatMap((view) =>
            asked.what === 'rename' && asked.view.id === view.id ? [] : [view.displayName],
          )}
          onDone={done}
          onClose={() => setAsked(undefined)}
          returnTo={trigger}
        />
      )}
    </>
  );
};

const dialogs = {
  save: { title: 'Save this view', action: 'Save' },
  rename: { title: 'Rename the view', action: 'Rename' },
  update: { title: 'Update the view to what is shown now?', action: 'Update' },
  delete: { title: 'Delete the view for everyone?', action: 'Delete' },
} as const;
