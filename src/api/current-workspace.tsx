import { createContext, use } from 'react';
import type { Workspace } from './workspaces';

const CurrentWorkspace = createContext<Workspace | undefined>(undefined);

/** Set by the workspace's route once the workspace is known: pages below it never see an unknown one. */
export const CurrentWorkspaceProvider = CurrentWorkspace;

/** The workspace of the page. Throws outside a workspace's route. */
export const useCurrentWorkspace = (): Workspace => {
  const workspace = use(CurrentWorkspace);
  if (!workspace) throw new Error('useCurrentWorkspace needs the workspace route above it');
  return workspace;
};
