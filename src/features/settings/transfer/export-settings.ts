import { configurationFile, configurationFileName } from '#core/fim/configuration-file';
import { configurationQuery } from '../../../api/configuration';
import { queryClient } from '../../../api/query-client';
import type { Workspace } from '../../../api/workspaces';

/** Saves the whole configuration, read anew, as a file of the browser's. Resolves to its name; rejects with the service's error. */
export const exportSettings = async (workspace: Workspace): Promise<string> => {
  const items = await queryClient.fetchQuery({ ...configurationQuery(workspace), staleTime: 0 });
  const time = Date.now();
  const { workspaceName, id: workspaceId } = workspace;
  const entries = items.map(({ dataSource }) => dataSource);
  const text = configurationFile(entries, { workspaceName, workspaceId, time });
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = configurationFileName(workspaceName, time);
  link.click();
  // Chromium reads the address after the click's own task.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return link.download;
};
