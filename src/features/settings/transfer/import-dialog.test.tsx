import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CurrentWorkspaceProvider } from '../../../api/current-workspace';
import { queryClient } from '../../../api/query-client';
import { SettingsContext, type SettingsParts } from '../settings-context';
import { ImportDialog } from './import-dialog';

const workspace = {
  id: '/w',
  subscriptionId: 's',
  resourceGroup: 'g',
  workspaceName: 'w',
  customerId: 'c0000000-0000-4000-8000-000000000000',
  location: 'westeurope',
};

const kind = 'ChangeTrackingLinuxPath';
const entry = (name: string, destinationPath: string, enabled: unknown = true) => ({
  name,
  kind,
  properties: { destinationPath, enabled },
});
const fileOf = (...dataSources: unknown[]) =>
  JSON.stringify({ format: 'fim-console/configuration', version: 1, dataSources });

/** The data sources of a workspace, as the service keeps them. */
let stored: Map<string, { readonly etag: string } & ReturnType<typeof entry>>;
let writes: string[];

// The DOM of the tests cancels animations with an error that nobody handles; without them the library shows things at once.
Reflect.deleteProperty(Element.prototype, 'animate');

beforeEach(() => {
  writes = [];
  stored = new Map(
    [entry('A', '/etc/a', 'True'), entry('B', '/etc/b')].map((one) => [one.name, { ...one, etag: '"1"' }]),
  );
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url);
    const resource = (name: string) => ({ id: `/w/${name}`, type: 'dataSources', ...stored.get(name) });
    if (url.searchParams.get('$filter') !== null) {
      const value = (url.searchParams.get('$filter') ?? '').includes(`'${kind}'`)
        ? [...stored.keys()].map(resource)
        : [];
      return Response.json({ value });
    }
    const name = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
    writes.push(`${request.method} ${name}`);
    if (name === 'Broken') {
      return Response.json({ error: { code: 'Conflict', message: 'Not now.' } }, { status: 409 });
    }
    if (request.method === 'DELETE') stored.delete(name);
    else stored.set(name, { ...(await request.json()), name, etag: '"2"' });
    return request.method === 'DELETE' ? new Response() : Response.json(resource(name));
  });
});

afterEach(() => {
  cleanup();
  queryClient.clear();
  vi.unstubAllGlobals();
});

const open = (access: SettingsParts['access'] = { allowed: true }) => {
  const report = vi.fn<SettingsParts['report']>();
  const onClose = vi.fn<() => void>();
  render(
    <FluentProvider theme={webLightTheme}>
      <QueryClientProvider client={queryClient}>
        <CurrentWorkspaceProvider value={workspace}>
          <SettingsContext value={{ access, report }}>
            <ImportDialog onClose={onClose} />
          </SettingsContext>
        </CurrentWorkspaceProvider>
      </QueryClientProvider>
    </FluentProvider>,
  );
  return { report, onClose };
};

const paste = (text: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: 'Or paste its text' }), { target: { value: text } });

test.each([
  ['hello', /It is not JSON/],
  [
    fileOf(entry('A', '/etc/a'), { name: 'Odd', kind, properties: [] }),
    /Entry 2 \(Odd\), properties: It has to be an object/,
  ],
  [fileOf(entry('A', '/etc/a'), entry('a', '/etc/b')), /Entry 2 \(a\): Entry 1 has the same name/],
])('a broken file is refused with the entry and the reason, and nothing is written', async (text, message) => {
  open();
  paste(text);
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toMatch(message);
  expect(alert.textContent).toContain('Nothing was changed');
  expect(screen.queryByRole('button', { name: /Apply/ })).toBeNull();
  expect(writes).toEqual([]);
});

test('what a file would change is shown first; only what is chosen is written, and can be undone', async () => {
  const { report, onClose } = open();
  paste(fileOf(entry('A', '/etc/a', true), entry('New', '/etc/new'), entry('Bad', 'relative')));
  const list = await screen.findByRole('group', { name: 'Differences' });
  expect(within(list).getByRole('row', { name: 'enabled "True" true' })).toBeTruthy();
  expect(list.textContent).toContain('Cannot be stored: A Linux path has to be absolute');
  expect(screen.getByRole('checkbox', { name: 'Apply relative' })).toHaveProperty('disabled', true);
  // What the file lacks stays unless it is chosen.
  expect(screen.getByRole('checkbox', { name: 'Apply /etc/b' })).toHaveProperty('checked', false);
  expect(writes).toEqual([]);

  fireEvent.click(screen.getByRole('checkbox', { name: 'Apply /etc/a' }));
  fireEvent.click(screen.getByRole('checkbox', { name: 'Apply /etc/b' }));
  fireEvent.click(screen.getByRole('button', { name: 'Apply 2 changes' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(writes.toSorted()).toEqual(['DELETE B', 'PUT New']);
  expect(report.mock.calls[0]?.[0]).toMatchObject({ text: 'Imported Pasted text: 1 added, 1 removed.' });
  expect([...stored.keys()]).toEqual(['A', 'New']);
});

test('an entry the service refuses is named, the others are stored, and it alone is tried again', async () => {
  const { onClose } = open();
  paste(fileOf(entry('Broken', '/etc/broken'), entry('New', '/etc/new')));
  fireEvent.click(await screen.findByRole('button', { name: 'Apply 2 changes' }));
  expect((await screen.findByRole('alert')).textContent).toContain('1 of 2 could not be done');
  expect(screen.getByText('Not done: Not now.')).toBeTruthy();
  writes = [];
  fireEvent.click(screen.getByRole('button', { name: 'Retry 1 failed' }));
  await waitFor(() => expect(writes).toEqual(['PUT Broken']));
  expect(onClose).not.toHaveBeenCalled();
});

test('a reader sees the difference and why it cannot be applied', async () => {
  open({ allowed: false, reason: 'You may read only.' });
  paste(fileOf(entry('New', '/etc/new')));
  const apply = await screen.findByRole('button', { name: 'Apply 1 change' });
  expect(apply).toHaveProperty('disabled', true);
  expect(screen.getByRole('checkbox', { name: 'Apply /etc/new' })).toHaveProperty('checked', true);
});
