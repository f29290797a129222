import type { Handlers } from '#core/contract/dispatch';
import { invalidContent, preconditionFailed, resourceNotFound, ServiceError } from '#core/contract/errors';
import { savedSearch, savedSearchLimits, type savedSearchEndpoints } from '#core/contract/saved-searches';
import { builtInTables } from '#core/fim/tables';
import { savedFunctionProblem } from '#core/kql/saved-functions';
import type { EngineParts } from '../parts';
import { savedSearchResourceId } from '../resource-ids';
import { getDocument, toResource, writeCondition } from '../resources';
import { requireWorkspace } from './workspaces';

const type = 'Microsoft.OperationalInsights/workspaces/savedSearches';

const requireText = (value: string, target: string, limit: number) => {
  if (value.trim() === '') throw invalidContent(`A saved search needs text in '${target}'.`, target);
  requireFits(value, target, limit);
};

const requireFits = (value: string, target: string, limit: number) => {
  if (value.length <= limit) return;
  throw invalidContent(`'${target}' is longer than the allowed ${limit.toLocaleString('en-US')} characters.`, target);
};

type Properties = {
  readonly category: string;
  readonly displayName: string;
  readonly query: string;
  readonly functionAlias?: string | null;
  readonly functionParameters?: string | null;
  readonly tags?: readonly { readonly name: string; readonly value: string }[] | null;
};

const checkProperties = ({ category, displayName, query, tags }: Properties) => {
  requireText(category, 'properties.category', savedSearchLimits.category);
  requireText(displayName, 'properties.displayName', savedSearchLimits.displayName);
  requireText(query, 'properties.query', savedSearchLimits.query);
  if ((tags?.length ?? 0) > savedSearchLimits.tags) {
    throw invalidContent(`A saved search takes at most ${savedSearchLimits.tags} tags.`, 'properties.tags');
  }
  for (const [index, tag] of (tags ?? []).entries()) {
    requireText(tag.name, `properties.tags.${index}.name`, savedSearchLimits.tagName);
    requireFits(tag.value, `properties.tags.${index}.value`, savedSearchLimits.tagValue);
  }
};

/** A function goes before what else has its name, in the pages' own queries too: it must not take that of a table. */
const checkFunction = ({ functionAlias: name, functionParameters }: Properties) => {
  if (name === undefined || name === null || name === '') return;
  const problem = builtInTables.some((table) => table.name === name)
    ? `'${name}' is a table: choose another name.`
    : savedFunctionProblem({ name, parameters: functionParameters ?? '' });
  if (problem !== undefined) throw invalidContent(problem, 'properties.functionAlias');
};

/** 409 for a write over a search that the caller did not say it knows: Azure wants its etag, or `*`, in the body. */
const newerExists = () =>
  new ServiceError(
    409,
    'Conflict',
    "A saved search of this id exists in another version. Send its current etag in the body, or '*' to replace any.",
    { target: 'etag' },
  );

export const savedSearchHandlers = ({
  store: { documents },
}: EngineParts): Pick<Handlers, keyof typeof savedSearchEndpoints> => ({
  listSavedSearches: async ({ params }) => {
    await requireWorkspace(documents, params);
    const stored = await documents.list(savedSearchResourceId(params, '').toLowerCase());
    return { status: 200, body: { value: stored.map((document) => toResource(savedSearch, document)) } };
  },

  getSavedSearch: async ({ params }) => {
    const document = await getDocument(documents, savedSearchResourceId(params, params.savedSearchName));
    if (document) return { status: 200, body: toResource(savedSearch, document) };
    await requireWorkspace(documents, params);
    throw resourceNotFound(type, `${params.workspaceName}/${params.savedSearchName}`, params.resourceGroup);
  },

  putSavedSearch: async ({ params, body: { etag, properties }, request }) => {
    requireFits(params.savedSearchName, 'name', savedSearchLimits.savedSearchName);
    checkProperties(properties);
    checkFunction(properties);
    await requireWorkspace(documents, params);
    const id = savedSearchResourceId(params, params.savedSearchName);
    const header = writeCondition(request.headers);
    // 'absent' is the store's word, not the caller's; '*' in the body also creates.
    const inBody = etag === '*' ? undefined : etag && etag !== 'absent' ? etag : 'absent';
    // Members given as null are left out, and the language's version is 2 where none is said.
    const given = Object.entries(properties).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, value] as const],
    );
    const kept = { version: 2, ...Object.fromEntries(given) };
    const outcome = await documents.put(
      id.toLowerCase(),
      { id, name: params.savedSearchName, type, properties: kept },
      header ?? inBody,
    );
    if (outcome.status === 'conflict') throw header === undefined ? newerExists() : preconditionFailed();
    return { status: 200, body: toResource(savedSearch, outcome.document) };
  },

  deleteSavedSearch: async ({ params, request }) => {
    await requireWorkspace(documents, params);
    const condition = writeCondition(request.headers);
    const id = savedSearchResourceId(params, params.savedSearchName).toLowerCase();
    const deleted = condition === 'absent' ? 'conflict' : await documents.delete(id, condition);
    if (deleted === 'conflict') throw preconditionFailed();
    return { status: deleted ? 200 : 204 };
  },
});
