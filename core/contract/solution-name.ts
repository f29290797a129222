/** Name of the solution that turns FIM on in a workspace. Apart from the solutions' schemas, which a page's first script cannot wait for. */
export const solutionName = (workspaceName: string): string => `ChangeTracking(${workspaceName})`;
