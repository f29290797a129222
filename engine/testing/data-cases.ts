/* oxlint-disable vitest/no-standalone-expect, vitest/require-top-level-describe -- the cases run inside the tests that conformance.ts registers */
import { expect } from 'vitest';
import { readBatchResponse } from '#core/contract/batch';
import { queryReply, type QueryReply } from '#core/contract/query';
import { endpoints } from '#core/contract/endpoints';
import { expectError, fail, requestOf, succeed, type CallParts, type ConformanceTarget } from './conformance-target';
import type { ConformanceCase } from './flow-cases';

const epoch = '7d6b1f0e-1111-4222-8333-944455556666';

const ingest = (target: ConformanceTarget, stream: string, rows: unknown, headers?: Record<string, string>) =>
  succeed(target, 'ingest', { params: { stream }, body: rows, headers }, 204);

const query = async (
  target: ConformanceTarget,
  text: string,
  more: CallParts & { timespan?: string } = {},
): Promise<QueryReply> => {
  const params = { workspaceId: target.world.customerId };
  const body = { query: text, timespan: more.timespan };
  return queryReply.parse(await succeed(target, 'query', { ...more, params, body }));
};

const rowsOf = (reply: QueryReply) => reply.tables[0]?.rows;

const change = (computer: string, more: Record<string, unknown>) => ({
  Computer: computer,
  ConfigChangeType: 'Files',
  ChangeCategory: 'Modified',
  FileSystemPath: '/etc/hosts',
  TimeGenerated: '2026-03-01T10:00:00.1234567Z',
  ...more,
});

/** Rows in, rows out: ingestion and queries together. */
export const dataFlows: readonly ConformanceCase[] = [
  {
    name: 'a sent row is read back in wire form, stamped with its workspace and table',
    run: async (target) => {
      await ingest(target, 'Microsoft-ConfigurationChange', [
        change('wire', { Size: 12, DateModified: '2026-02-28T23:59:59Z', Detail_CF: { a: [1] }, _ResourceId: '/x/y' }),
      ]);
      const reply = await query(
        target,
        "ConfigurationChange | where Computer == 'wire' | project Computer, TimeGenerated, Size, PreviousSize, DateModified, Detail_CF, TenantId, Type, _ResourceId, RowId_CF",
      );
      const [table] = reply.tables;
      expect(table?.name).toBe('PrimaryResult');
      expect(table?.columns.map(({ type }) => type)).toEqual([
        'string',
        'datetime',
        'long',
        'long',
        'datetime',
        'dynamic',
        'string',
        'string',
        'string',
        'string',
      ]);
      const [row = []] = table?.rows ?? [];
      expect(row.slice(0, 9)).toEqual([
        'wire',
        // Stored tables keep microseconds.
        expect.stringMatching(/^2026-03-01T10:00:00\.123456/),
        12,
        null,
        '2026-02-28T23:59:59Z',
        '{"a":[1]}',
        target.world.customerId,
        'ConfigurationChange',
        '/x/y',
      ]);
      expect(row[9]).toMatch(/^[0-9a-f-]{36}:\d+$/);
      expect(reply).not.toHaveProperty('error');
      expect(reply).not.toHaveProperty('statistics');
    },
  },
  {
    name: 'a row sent twice under the same id is stored once',
    run: async (target) => {
      const rows = [1, 2, 3].map((sequence) => change('twice', { RowId_CF: `${epoch}:${sequence}` }));
      await ingest(target, 'Microsoft-ConfigurationChange', rows);
      await ingest(target, 'Microsoft-ConfigurationChange', [
        ...rows.slice(1),
        change('twice', { RowId_CF: `${epoch}:4` }),
      ]);
      expect(rowsOf(await query(target, "ConfigurationChange | where Computer == 'twice' | count"))).toEqual([[4]]);
    },
  },
  {
    name: 'rows are recognised by a content hash too, while ids of no known form are kept as they come',
    run: async (target) => {
      const send = (...ids: readonly string[]) =>
        ingest(
          target,
          'Microsoft-ConfigurationChange',
          ids.map((id) => change('hashed', { RowId_CF: id })),
        );
      await send('5891b5b522d5df08', 'x:7');
      await send('5891b5b522d5df08', 'e258d248fda94c63', 'x:3');
      const text = "ConfigurationChange | where Computer == 'hashed' | order by RowId_CF asc | project RowId_CF";
      const ids = ['5891b5b522d5df08', 'e258d248fda94c63', 'x:3', 'x:7'];
      expect(rowsOf(await query(target, text))).toEqual(ids.map((id) => [id]));
    },
  },
  {
    name: 'a row that was given its id by the service is recognised by it',
    run: async (target) => {
      await ingest(target, 'Microsoft-ConfigurationChange', [change('named', {}), change('named', {})]);
      const text = "ConfigurationChange | where Computer == 'named' | project RowId_CF | order by RowId_CF asc";
      const ids = (rowsOf(await query(target, text)) ?? []).map(([id]) => String(id));
      expect(new Set(ids).size).toBe(2);
      const again = ids.map((id) => change('named', { RowId_CF: id }));
      await ingest(target, 'Microsoft-ConfigurationChange', again);
      expect(rowsOf(await query(target, text))).toEqual(ids.map((id) => [id]));
    },
  },
  {
    name: 'a row without a time gets the one it arrived at',
    run: async (target) => {
      await ingest(target, 'Microsoft-Operation', [{ Computer: 'timeless' }]);
      const text = "Operation | where Computer == 'timeless' | project TimeGenerated == ingestion_time()";
      expect(rowsOf(await query(target, text))).toEqual([[true]]);
    },
  },
  {
    name: 'rows may come packed',
    run: async (target) => {
      const text = JSON.stringify([{ Computer: 'packed' }]);
      const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
      const plain = requestOf(target, 'ingest', { params: { stream: 'Microsoft-Operation' }, body: [] });
      const body = await new Response(packed).arrayBuffer();
      const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
      const response = await target.send(new Request(plain.url, { method: 'POST', headers, body }));
      expect(response.status).toBe(204);
      expect(rowsOf(await query(target, "Operation | where Computer == 'packed' | count"))).toEqual([[1]]);
    },
  },
  {
    name: 'a small archive that unpacks to too much answers 413',
    run: async (target) => {
      const spaces = new Uint8Array(1_000_000).fill(32);
      const bomb = new Blob(Array.from({ length: 65 }, () => spaces))
        .stream()
        .pipeThrough(new CompressionStream('gzip'));
      const plain = requestOf(target, 'ingest', { params: { stream: 'Microsoft-Operation' }, body: [] });
      const body = await new Response(bomb).arrayBuffer();
      const response = await target.send(
        new Request(plain.url, { method: 'POST', headers: { 'content-encoding': 'gzip' }, body }),
      );
      await expectError(response, 413, 'ContentLengthLimitExceeded');
    },
  },
  ...(
    [
      ['an object', { Computer: 'x' }],
      ['an element that is no object', [{ Computer: 'bad' }, 7]],
      ['broken JSON', '[{'],
    ] as const
  ).map(([what, body]) => ({
    name: `ingestion of ${what} answers 400 and stores nothing`,
    run: async (target: ConformanceTarget) => {
      const parts = { params: { stream: 'Microsoft-Operation' }, body };
      await fail(target, 'ingest', parts, 400, 'InvalidRequestContent');
      expect(rowsOf(await query(target, "Operation | where Computer == 'bad' | count"))).toEqual([[0]]);
    },
  })),
  {
    name: 'a custom table is made from its first rows and widened by later ones',
    run: async (target) => {
      await ingest(target, 'Custom-Conformance_CL', [
        { Note: 'a', Count: 1, Ok: true, At: '2026-01-01T00:00:00Z', More: { x: 1 }, Ratio: null },
      ]);
      await ingest(target, 'Custom-Conformance_CL', [{ Note: 'b', Count: 2, Ratio: 0.5 }]);
      const reply = await query(
        target,
        'Conformance_CL | order by Note asc | project Note, Count, Ok, At, More, Ratio, Type',
      );
      expect(reply.tables[0]?.columns.map(({ type }) => type)).toEqual([
        'string',
        'long',
        'bool',
        'datetime',
        'dynamic',
        'real',
        'string',
      ]);
      expect(rowsOf(reply)).toEqual([
        ['a', 1, true, '2026-01-01T00:00:00Z', '{"x":1}', null, 'Conformance_CL'],
        ['b', 2, null, null, null, 0.5, 'Conformance_CL'],
      ]);
      const metadata = await succeed(target, 'getMetadata', { params: { workspaceId: target.world.customerId } });
      expect(metadata).toMatchObject({
        tables: expect.arrayContaining([expect.objectContaining({ name: 'Conformance_CL' })]),
      });
    },
  },
  {
    name: 'the time span of body and URL are intersected with each other and with the query',
    run: async (target) => {
      const days = [1, 2, 3, 4, 5].map((day) => ({ Computer: 'span', TimeGenerated: `2026-01-0${day}T12:00:00Z` }));
      await ingest(target, 'Microsoft-Operation', days);
      const text = "Operation | where Computer == 'span' and TimeGenerated > datetime(2026-01-02) | count";
      const count = async (timespan?: string, url?: string) =>
        rowsOf(await query(target, text, { timespan, ...(url === undefined ? {} : { query: { timespan: url } }) }));
      expect(await count()).toEqual([[4]]);
      expect(await count('2026-01-01T00:00:00Z/P3D')).toEqual([[2]]);
      expect(await count('2026-01-01T00:00:00Z/2026-01-05T00:00:00Z', 'P2D/2026-01-06T00:00:00Z')).toEqual([[1]]);
      // The end is not part of it.
      expect(await count('2026-01-03T12:00:00Z/2026-01-04T12:00:00Z')).toEqual([[1]]);
      await fail(
        target,
        'query',
        { params: { workspaceId: target.world.customerId }, body: { query: text, timespan: 'P' } },
        400,
        'BadArgumentError',
      );
    },
  },
  {
    name: 'a syntax error answers 400 with code, line and position',
    run: async (target) => {
      const parts = {
        params: { workspaceId: target.world.customerId },
        body: { query: 'Heartbeat\n| where Computer ==' },
      };
      const error = await fail(target, 'query', parts, 400, 'BadArgumentError');
      expect(error.innererror).toMatchObject({ code: 'SyntaxError', innererror: { code: 'SYN0002', line: 2 } });
      expect(error.innererror?.innererror?.pos).toBeGreaterThan(0);
      expect(error.correlationId).toBeTruthy();
    },
  },
  {
    name: 'an unknown column answers 400 with a semantic error',
    run: async (target) => {
      const parts = {
        params: { workspaceId: target.world.customerId },
        query: { query: 'Heartbeat | where Nope == 1' },
      };
      const error = await fail(target, 'queryByUrl', parts, 400, 'BadArgumentError');
      expect(error.innererror).toMatchObject({ code: 'SemanticError', innererror: { code: 'SEM0100' } });
      expect(error.innererror?.innererror?.message).toContain('Nope');
    },
  },
  {
    name: 'statistics and render come when asked for',
    run: async (target) => {
      const headers = { prefer: 'include-statistics=true, include-render=true' };
      const reply = await query(target, 'print x = 1 | render timechart', { headers });
      expect(reply.render).toMatchObject({ visualization: 'timechart' });
      expect(reply.statistics).toMatchObject({ query: { datasetStatistics: [{ table_row_count: 1 }] } });
    },
  },
  {
    name: 'a workspace may be named again by id, ARM path or name, and counts once',
    run: async (target) => {
      await ingest(target, 'Microsoft-Operation', [{ Computer: 'again' }]);
      const { customerId, workspaceName, subscriptionId, resourceGroup } = target.world;
      const path = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${workspaceName}`;
      const body = {
        query: "Operation | where Computer == 'again' | count",
        workspaces: [customerId, workspaceName, path],
      };
      const params = { workspaceId: customerId };
      expect(await succeed(target, 'query', { params, body })).toMatchObject({ tables: [{ rows: [[1]] }] });
      const unknown = { ...body, workspaces: ['nobody-knows'] };
      const error = await fail(target, 'query', { params, body: unknown }, 400, 'BadArgumentError');
      expect(error.innererror).toMatchObject({ code: 'FailedToResolveResource' });
    },
  },
  {
    name: 'a batch answers each request by its id, the failed ones among them',
    run: async (target) => {
      const { customerId: workspace } = target.world;
      const requests = [
        { id: 'good', method: 'POST', path: '/query', workspace, body: { query: 'print x = 1' } },
        { id: 'url', path: '/query?query=print%20x%20%3D%202', workspace },
        { id: 'bad', method: 'POST', path: '/query', workspace, body: { query: 'print x = ' } },
        { id: 'nobody', method: 'POST', path: '/query', workspace: 'nobody', body: { query: 'print x = 1' } },
        { id: 'elsewhere', path: '/../../../subscriptions', workspace },
      ];
      const reply = await succeed(target, 'batch', { body: { requests } });
      const { responses } = endpoints.batch.replies[200].parse(reply);
      const byId = new Map(responses.map((response) => [response.id, response]));
      expect([...byId].map(([id, { status }]) => [id, status]).toSorted()).toEqual([
        ['bad', 400],
        ['elsewhere', 404],
        ['good', 200],
        ['nobody', 404],
        ['url', 200],
      ]);
      const rowOf = (id: string) => {
        const response = byId.get(id);
        return response && rowsOf(readBatchResponse(response));
      };
      expect([rowOf('good'), rowOf('url')]).toEqual([[[1]], [[2]]]);
      expect(() => rowOf('bad')).toThrow(expect.objectContaining({ code: 'BadArgumentError', status: 400 }));
    },
  },
];
