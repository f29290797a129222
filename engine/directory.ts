import * as z from 'zod/mini';
import { dataCollectionRule } from '#core/contract/data-collection-rules';
import { workspace } from '#core/contract/workspaces';
import { isRuleId, isWorkspaceId } from './resource-ids';
import { bodyOf } from './resources';
import type { DocumentStore } from './store';

export type WorkspaceEntry = {
  /** ARM id as the workspace states it. */
  readonly id: string;
  readonly name: string;
  readonly location: string;
  /** Lower case: what the store knows the workspace by. */
  readonly customerId: string;
  readonly retentionInDays: number | undefined;
};

export type RuleEntry = { readonly name: string; readonly workspaceId: string };

/**
 * Finds workspaces by customerId and rules by immutableId. The two are read from the documents again when something is
 * asked for that was not there before, since documents may be put into the store from outside the engine.
 */
export const createDirectory = (documents: DocumentStore) => {
  let workspaces = new Map<string, WorkspaceEntry>();
  let rules = new Map<string, RuleEntry>();

  const readWorkspaces = async (): Promise<readonly WorkspaceEntry[]> => {
    const stored = await documents.list('/subscriptions/');
    const entries = stored
      .filter(({ id }) => isWorkspaceId(id))
      .map((document) => {
        const { id, name, location, properties } = workspace.parse(bodyOf(document));
        const { customerId, retentionInDays } = properties;
        return { id, name, location, customerId: customerId.toLowerCase(), retentionInDays };
      });
    workspaces = new Map(entries.map((entry) => [entry.customerId, entry]));
    rules = new Map(
      stored
        .filter(({ id }) => isRuleId(id))
        .flatMap((document) => {
          const { name, properties } = dataCollectionRule.parse(bodyOf(document));
          const workspaceId = properties.destinations?.logAnalytics?.[0]?.workspaceResourceId;
          return workspaceId === undefined
            ? []
            : [[properties.immutableId.toLowerCase(), { name, workspaceId }] as const];
        }),
    );
    return entries;
  };

  /** By customerId GUID; undefined where there is none. */
  const findWorkspace = async (customerId: string): Promise<WorkspaceEntry | undefined> => {
    const key = customerId.toLowerCase();
    if (!workspaces.has(key)) await readWorkspaces();
    return workspaces.get(key);
  };

  /** By customerId, ARM id or name, as the `workspaces` of a query may name it; a name has to be unique. */
  const resolveWorkspace = async (text: string): Promise<WorkspaceEntry | undefined> => {
    const byId = z.guid().safeParse(text).success ? await findWorkspace(text) : undefined;
    if (byId) return byId;
    const wanted = text.toLowerCase();
    const entries = await readWorkspaces();
    const byPath = entries.find(({ id }) => id.toLowerCase() === wanted);
    if (byPath) return byPath;
    const named = entries.filter(({ name }) => name.toLowerCase() === wanted);
    return named.length === 1 ? named[0] : undefined;
  };

  /** The rule of an immutableId with the workspace it feeds; undefined where either is missing. */
  const findRule = async (immutableId: string) => {
    const key = immutableId.toLowerCase();
    if (!rules.has(key)) await readWorkspaces();
    const rule = rules.get(key);
    const entry =
      rule && [...workspaces.values()].find(({ id }) => id.toLowerCase() === rule.workspaceId.toLowerCase());
    return rule && entry && { rule, workspace: entry };
  };

  return { readWorkspaces, findWorkspace, resolveWorkspace, findRule };
};

export type Directory = ReturnType<typeof createDirectory>;
