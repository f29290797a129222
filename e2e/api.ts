import * as z from 'zod/mini';

const workspaceList = z.object({
  value: z.array(z.object({ id: z.string(), name: z.string(), properties: z.object({ customerId: z.string() }) })),
});
const subscriptionList = z.object({ value: z.array(z.object({ subscriptionId: z.string() })) });
const queryReply = z.object({
  tables: z.array(
    z.object({
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      rows: z.array(z.array(z.unknown())),
    }),
  ),
});

export type Workspace = { readonly id: string; readonly name: string; readonly customerId: string };

const getJson = async (url: string): Promise<unknown> => {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${String(reply.status)} from ${url}: ${await reply.text()}`);
  return reply.json();
};

/** Every workspace of every subscription of a server, over its public API. */
export const listWorkspaces = async (origin: string): Promise<readonly Workspace[]> => {
  const { value: subscriptions } = subscriptionList.parse(
    await getJson(`${origin}/subscriptions?api-version=2022-12-01`),
  );
  const lists = await Promise.all(
    subscriptions.map(async ({ subscriptionId }) =>
      workspaceList.parse(
        await getJson(
          `${origin}/subscriptions/${subscriptionId}/providers/Microsoft.OperationalInsights/workspaces?api-version=2023-09-01`,
        ),
      ),
    ),
  );
  return lists.flatMap(({ value }) =>
    value.map(({ id, name, properties }) => ({ id, name, customerId: properties.customerId })),
  );
};

export type Row = Readonly<Record<string, unknown>>;

/** Runs KQL over HTTP and returns the first table's rows as objects. */
export const runQuery = async (origin: string, customerId: string, query: string): Promise<readonly Row[]> => {
  const reply = await fetch(`${origin}/v1/workspaces/${customerId}/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  if (!reply.ok) throw new Error(`${String(reply.status)} for ${query}: ${await reply.text()}`);
  const table = queryReply.parse(await reply.json()).tables[0];
  if (table === undefined) throw new Error('a query reply without a table');
  return table.rows.map((row) => Object.fromEntries(table.columns.map(({ name }, index) => [name, row[index]])));
};
