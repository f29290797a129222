import { type FimState, type SolutionStates, type Workspace, provisioningStateOf } from '../../api/workspace-bodies';
import { paths } from '../../paths';
import type { Counts } from './count-sums';

/** A row of the workspace list and the words in it, for the list and for what the page's first script shows of it. */

export type CountsOutcome =
  | { readonly ok: true; readonly counts: Counts }
  | { readonly ok: false; readonly error: unknown };

export type WorkspaceRow = {
  readonly workspace: Workspace;
  readonly subscription: string;
  /** Undefined while it loads or where it could not be read. */
  readonly state: FimState | 'enabling' | undefined;
  /** Undefined while they load. */
  readonly counts: CountsOutcome | undefined;
};

/** Whether FIM runs on a workspace; `planned` and `solutions` of its subscription, undefined while they are not known. */
export const stateOf = (
  workspace: Workspace,
  planned: boolean | undefined,
  solutions: SolutionStates | undefined,
): WorkspaceRow['state'] => {
  // A plan that cannot be read is not taken for a missing one.
  if (planned === false) return 'needsPlan';
  if (!solutions) return undefined;
  const provisioning = provisioningStateOf(solutions, workspace);
  if (provisioning === undefined || provisioning === 'Deleting') return 'off';
  return provisioning === 'Creating' || provisioning === 'Updating' ? 'enabling' : 'enabled';
};

/** A list longer than this shows only a part of its rows at a time. */
export const longList = 120;
/** How many: more than twice what the tallest screens hold. */
export const drawnRows = 100;
/** px, with its line. */
export const rowHeight = 32;

/** The page a row leads to. */
export const targetOf = ({ state, workspace }: WorkspaceRow): string =>
  (state === 'needsPlan' ? paths.plan : state === 'off' ? paths.enable : paths.servers)(workspace);

/** What a row offers where FIM does not run. */
export const actionWords = { off: 'Enable', needsPlan: 'Upgrade plan' } as const;

export const offReasons = {
  off: 'File integrity monitoring is off here. Enable it to record changes.',
  needsPlan: 'File integrity monitoring needs Defender for Servers Plan 2, which this subscription does not have.',
} as const;

/** The columns that sort, in their order. */
export const headings = [
  { column: 'name', label: 'Workspace name' },
  { column: 'changes', label: 'Total changes', title: 'Last 7 days', numeric: true, first: 'desc' },
  { column: 'servers', label: 'Total servers', title: 'Heard from in the last 30 days', numeric: true, first: 'desc' },
  { column: 'location', label: 'Location' },
  { column: 'subscription', label: 'Subscription' },
] as const satisfies readonly {
  readonly column: string;
  readonly label: string;
  readonly title?: string;
  readonly numeric?: boolean;
  readonly first?: 'asc' | 'desc';
}[];
