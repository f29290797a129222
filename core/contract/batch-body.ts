export type BatchRequest = {
  readonly id: string;
  /** customerId. */
  readonly workspace: string;
  readonly query: string;
  readonly timespan: string;
};

/** Body of a `$batch`. `headers` go with each of its requests. */
export const batchBody = (requests: readonly BatchRequest[], headers: Readonly<Record<string, string>>) => ({
  requests: requests.map(({ id, workspace, query, timespan }) => ({
    id,
    method: 'POST',
    path: '/query',
    workspace,
    headers,
    body: { query, timespan },
  })),
});
