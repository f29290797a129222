import { createHash } from 'node:crypto';
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { MemoryRouter, Outlet, Route, Routes } from 'react-router';
import { afterEach, expect, test, vi } from 'vitest';
import { rowAddress } from '#core/fim/change-address';
import { CurrentWorkspaceProvider } from '../../api/current-workspace';
import { queryClient } from '../../api/query-client';
import { Component as ChangeDetails } from './change-details';
import type { DetailsOutlet } from './tab-context';

const workspace = {
  id: '/w',
  subscriptionId: 's',
  resourceGroup: 'g',
  workspaceName: 'w',
  customerId: 'c0000000-0000-4000-8000-000000000000',
  location: 'westeurope',
};

type Cells = Readonly<Record<string, unknown>>;

const table = (rows: readonly Cells[]) => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    tables: [
      {
        name: 'PrimaryResult',
        columns: names.map((name) => ({ name, type: 'string' })),
        rows: rows.map((row) => names.map((name) => row[name] ?? '')),
      },
    ],
  };
};

const failure = { error: { code: 'BadGatewayError', message: 'Nobody home.' } };

/** The query service, as far as the pane asks it: the change itself, its history, its numbers. */
const answerWith = (answers: { readonly change: readonly Cells[]; readonly history?: readonly Cells[] }) =>
  vi.stubGlobal('fetch', async (request: Request) => {
    const text = await request.clone().text();
    if (request.url.includes('$batch')) {
      const ids = [...text.matchAll(/"id":"([^"]+)"/g)].map((match) => match[1]);
      return Response.json({ responses: ids.map((id) => ({ id, status: 400, body: failure })) });
    }
    if (text.includes('top 101')) {
      return answers.history ? Response.json(table(answers.history)) : Response.json(failure, { status: 400 });
    }
    return Response.json(table(answers.change));
  });

const show = (address: string, outlet: Partial<DetailsOutlet> = {}) => {
  const context: DetailsOutlet = { close: () => {}, previous: undefined, next: undefined, ...outlet };
  render(
    <FluentProvider theme={webLightTheme}>
      <QueryClientProvider client={queryClient}>
        <CurrentWorkspaceProvider value={workspace}>
          <MemoryRouter initialEntries={[`/changes/${encodeURIComponent(address)}?tz=utc`]}>
            <Routes>
              <Route path="/changes" element={<Outlet context={context} />}>
                <Route path=":rowId" element={<ChangeDetails />} />
              </Route>
            </Routes>
          </MemoryRouter>
        </CurrentWorkspaceProvider>
      </QueryClientProvider>
    </FluentProvider>,
  );
};

afterEach(() => {
  cleanup();
  queryClient.clear();
  vi.unstubAllGlobals();
});

const modified = {
  RowId_CF: 'agent:1',
  TimeGenerated: '2026-11-20T10:00:00Z',
  Computer: 'web-01',
  SourceComputerId: 'id-1',
  ConfigChangeType: 'Files',
  ChangeCategory: 'Modified',
  FileSystemPath: '/etc/cron.daily/<b>job</b>\u202e',
  Attributes: '4755 -rwsr-xr-x',
  PreviousAttributes: '0755 -rwxr-xr-x',
  Acls: 'owner mallory (1002), group root (0)',
  PreviousAcls: 'owner root (0), group root (0)',
  FieldsChanged: 'Attributes;Acls',
};

test('says what changed in words, why it is watched, and shows hostile text as text', async () => {
  answerWith({ change: [modified], history: [modified] });
  show('agent:1');
  const changes = await screen.findByRole('table', { name: 'Changed properties' });
  expect(within(changes).getByText('Now runs as its owner (set-uid)')).toBeTruthy();
  expect(within(changes).getByText(/mallory \(1002\) instead of root \(0\)/)).toBeTruthy();
  expect(screen.getByText(/run as root once a night/)).toBeTruthy();
  expect(screen.getByText('T1053.003')).toBeTruthy();
  expect(document.querySelector('b')).toBeNull();
  expect(screen.getAllByText('\\u202E').length).toBeGreaterThan(0);
  expect(await screen.findByText('The only change of it that the workspace has.')).toBeTruthy();
});

test('a part that fails says so in its place, and the rest stays', async () => {
  answerWith({ change: [modified] });
  show('agent:1');
  expect(await screen.findByText('The history could not be loaded')).toBeTruthy();
  expect(await screen.findByText('These numbers could not be loaded')).toBeTruthy();
  expect(screen.getByRole('table', { name: 'Changed properties' })).toBeTruthy();
});

test('history lists the other changes and marks the open one', async () => {
  const earlier = { ...modified, RowId_CF: 'agent:0', TimeGenerated: '2026-11-10T10:00:00Z' };
  answerWith({ change: [modified], history: [modified, earlier] });
  show('agent:1');
  const open = await screen.findByRole('link', { name: '2026-11-20 10:00:00' });
  expect(open.getAttribute('aria-current')).toBe('true');
  const other = screen.getByRole('link', { name: '2026-11-10 10:00:00' });
  expect(other.getAttribute('href')).toBe('/workspaces/s/g/w/changes/agent%3A0?tz=utc');
});

test('a row without RowId_CF opens by time, server and what it is about', async () => {
  const { RowId_CF: _, ...azure } = modified;
  const sibling = { ...azure, FileSystemPath: '/etc/other' };
  answerWith({ change: [sibling, azure], history: [] });
  show(
    rowAddress({
      ...modified,
      RowId_CF: '',
      TimeGenerated: Date.parse(modified.TimeGenerated),
      Name: '',
      RegistryKey: '',
      ValueName: '',
      SvcName: '',
      FileContentChecksum: '',
      PreviousFileContentChecksum: '',
      SoftwareName: '',
    }),
  );
  expect(await screen.findByRole('heading', { level: 2, name: /cron\.daily/ })).toBeTruthy();
});

test('a change that is gone says what to do; a stamp from the future is flagged', async () => {
  answerWith({ change: [] });
  show('agent:1');
  expect(await screen.findByText('This change is not here any more')).toBeTruthy();
  cleanup();
  queryClient.clear();
  answerWith({ change: [{ ...modified, TimeGenerated: '2026-11-23T10:00:00Z', ReceivedAt: '2026-11-20T10:00:00Z' }] });
  show('agent:1');
  expect(await screen.findByText(/Stamped 3 days after it arrived/)).toBeTruthy();
  expect(screen.queryByText('ReceivedAt')).toBeNull();
});

test('n and p walk the list', async () => {
  const [previous, next] = [vi.fn<() => void>(), vi.fn<() => void>()];
  answerWith({ change: [modified], history: [] });
  show('agent:1', { previous, next });
  const heading = await screen.findByRole('heading', { level: 2 });
  fireEvent.keyDown(heading, { key: 'n' });
  fireEvent.keyDown(heading, { key: 'p' });
  expect(next).toHaveBeenCalledTimes(1);
  expect(previous).toHaveBeenCalledTimes(1);
});

test('values that make no sense are shown as they came, and no difference is claimed', async () => {
  const odd = {
    ...modified,
    Attributes: '99999',
    PreviousAttributes: 'rwxq',
    Acls: '[ { "Name" broken',
    PreviousAcls: '',
    Size: 'many',
    PreviousSize: '-5',
    DateModified: '1601-01-01T00:00:00Z',
    PreviousDateModified: 'yesterday',
    FileContentChecksum: 'not-a-hash',
    PreviousFileContentChecksum: 'ab',
    ValueType: 'REG_FUTURE',
    ValueData: '0x1',
    FieldsChanged: 'Attributes;Acls;Size;DateModified;FileContentChecksum;Unheard;',
  };
  answerWith({ change: [odd], history: [odd] });
  show('agent:1');
  const changes = await screen.findByRole('table', { name: 'Changed properties' });
  const row = (property: string) =>
    within(changes).getByRole('rowheader', { name: property }).closest('tr')?.textContent;
  expect(row('Size')).toBe('Size-5 Bmany');
  expect(row('Attributes')).toBe('Attributesrwxq99999');
  expect(row('Acls')).toBe('Acls-[ { "Name" broken');
  expect(row('DateModified')).toMatch(/^DateModifiedyesterday1601-01-01 00:00:00\d+ years ago$/);
  expect(row('FileContentChecksum')).toBe('FileContentChecksumabnot-a-hash');
  expect(within(changes).queryByText('Difference')).toBeNull();
});

test('an empty file says so, without a look for a version of it; a renamed one leads to its changes before', async () => {
  const asked: string[] = [];
  answerWith({
    change: [
      {
        ...modified,
        ChangeCategory: 'Added',
        FileContentChecksum: createHash('sha256').digest('hex'),
        RenamedFrom_CF: '/etc/old',
      },
    ],
    history: [],
  });
  const answers = fetch;
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(await request.clone().text());
    return answers(request);
  });
  show('agent:1');
  expect(await screen.findByText('The file is empty.')).toBeTruthy();
  expect(screen.getByText(/SHA-256 of an empty file/)).toBeTruthy();
  expect(screen.getByTitle('Its changes under this name').getAttribute('href')).toBe(
    `/workspaces/s/g/w/changes?${new URLSearchParams({ tz: 'utc', server: 'id-1', entity: '/etc/old' }).toString()}`,
  );
  expect(asked.filter((text) => text.includes('FimFileContent_CL'))).toEqual([]);
});
