import { expect, test } from 'vitest';
import { createClient } from '#core/contract/client';
import { endpoints } from '#core/contract/endpoints';
import { createHandlers } from './handlers';
import { createDirectory } from './directory';
import { createMemoryStore } from './memory-store';
import { endpointCases } from './testing/endpoint-cases';

const sorted = (value: object) => Object.keys(value).toSorted();

test('endpoints, handlers, client methods and conformance cases are one to one', () => {
  const store = createMemoryStore();
  const handlers = createHandlers(
    { store, directory: createDirectory(store.documents), arrival: (now) => now },
    async () => new Response(),
  );
  const client = createClient({ armUrl: 'http://arm', logsUrl: 'http://logs', ingestionUrl: 'http://ingestion' });
  const names = sorted(endpoints);
  expect(sorted(handlers)).toEqual(names);
  expect(sorted(client)).toEqual(names);
  expect(sorted(endpointCases)).toEqual(names);
});

test('no two endpoints answer the same method and path', () => {
  const places = Object.values(endpoints).map(
    ({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}').toLowerCase()}`,
  );
  expect(new Set(places).size).toBe(places.length);
});
