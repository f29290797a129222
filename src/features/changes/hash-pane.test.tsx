import { screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { openTestEngine } from '#engine/testing/world';
import { ingestRows, preparePages, showRoutes } from '../../testing/page-test';
import { HashPane } from './hash-pane';

const hash = 'c0ffee00'.repeat(8);
const other = '0'.repeat(64);

preparePages({ rows: 20 });

let engine: Awaited<ReturnType<typeof openTestEngine>>;
beforeEach(async () => {
  engine = await openTestEngine();
  vi.stubGlobal('fetch', (request: Request) => engine.send(request));
});

const row = (path: string, minute: number, before: string, after: string) => ({
  TimeGenerated: `2026-11-20T10:0${minute}:00Z`,
  RowId_CF: `${path} ${minute}`,
  Computer: 'web-01',
  SourceComputerId: 'web-01',
  ConfigChangeType: 'Files',
  ChangeCategory: 'Modified',
  FileSystemPath: path,
  FileContentChecksum: after,
  PreviousFileContentChecksum: before,
});

/** What the pane says of a path. */
const said = async (path: string) =>
  (await screen.findByTitle(path)).closest('tr')?.querySelector('td:nth-child(2)')?.textContent;

test('content that was removed or replaced is found where it was, with when it went', async () => {
  await ingestRows(engine, 'ConfigurationChange', [
    row('/stays', 1, other, hash),
    row('/stays', 3, hash, hash.toUpperCase()),
    row('/replaced', 2, other, hash),
    row('/replaced', 4, hash, other),
    row('/removed', 5, hash, ''),
    row('/back', 6, hash, other),
    row('/back', 7, other, hash),
    row('/elsewhere', 8, other, ''),
  ]);
  const range = encodeURIComponent('2026-11-20T00:00:00Z/2026-11-21T00:00:00Z');
  showRoutes([{ path: '/', element: <HashPane hash={hash} onClose={() => {}} /> }], `/?tz=utc&range=${range}`);
  expect(await said('/stays')).toBe('2026-11-20 10:03:002026-11-20 10:01:00 first');
  expect(await said('/replaced')).toBe('2026-11-20 10:02:002026-11-20 10:04:00 gone');
  expect(await said('/removed')).toBe('Was there before2026-11-20 10:05:00 gone');
  expect(await said('/back')).toBe('2026-11-20 10:07:00');
  expect(screen.queryByTitle('/elsewhere')).toBeNull();
  expect(await screen.findByText(/^4 places in/)).toHaveProperty('textContent', '4 places in 1 of 1 workspace');
});
