import { queryClient } from '../../api/query-client';
import { type Workspace, solutionQuery, disableFim } from '../../api/workspaces';

const pollEvery = 1_000;

/** Removes the solution and waits until it is gone; the list then shows it. Rejects with the service's error. */
export const disableAndWait = async (workspace: Workspace): Promise<void> => {
  await disableFim(workspace);
  for (;;) {
    const { provisioningState } = await queryClient.fetchQuery({ ...solutionQuery(workspace), staleTime: 0 });
    if (provisioningState !== 'Deleting') return;
    await new Promise((resolve) => setTimeout(resolve, pollEvery));
  }
};
