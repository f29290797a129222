import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { openTestEngine, testWorld } from '#engine/testing/world';
import { paths } from '../../paths';
import { dataSourceUrl, preparePages, showRoutes, testWorkspace } from '../../testing/page-test';
import { Component as EditItem } from './edit-item';
import { Component as FileContentTab } from './file-content-tab';
import { Component as ItemsTab } from './items-tab';
import { Component as NewItem } from './new-item';
import { Component as ServicesTab } from './services-tab';
import { Component as SettingsPage } from './settings-page';

/** The settings against the engine, with a second owner who writes over the same API between a page's reading and its writing. */

const { subscriptionId } = testWorld;

const linux = 'ChangeTrackingLinuxPath';
const services = 'ChangeTrackingServices';

let engine: Awaited<ReturnType<typeof openTestEngine>>;
/** Names of data sources that the service does not take for now. */
let broken: Set<string>;

const put = async (name: string, kind: string, properties: object) => {
  const reply = await engine.send(
    new Request(dataSourceUrl(name), { method: 'PUT', body: JSON.stringify({ kind, properties }) }),
  );
  expect(reply.ok).toBe(true);
};
const remove = (name: string) => engine.send(new Request(dataSourceUrl(name), { method: 'DELETE' }));
const stored = async (name: string): Promise<unknown> => {
  const body: unknown = await (await engine.send(new Request(dataSourceUrl(name)))).json();
  return typeof body === 'object' && body !== null && 'properties' in body ? body.properties : undefined;
};
const file = (letter: string, more: object = {}) => ({
  enabled: true,
  destinationPath: `/etc/${letter}`,
  groupTag: 'Custom',
  recurse: false,
  ...more,
});

preparePages({ rows: 40 });

beforeEach(async () => {
  engine = await openTestEngine();
  broken = new Set();
  vi.stubGlobal('fetch', (request: Request) => {
    const name = decodeURIComponent(new URL(request.url).pathname.split('/').at(-1) ?? '');
    return request.method !== 'GET' && broken.has(name)
      ? Response.json({ error: { code: 'ServiceUnavailable', message: 'Not now.' } }, { status: 503 })
      : engine.send(request);
  });
});

const show = (tab: string) =>
  showRoutes(
    [
      {
        path: '/workspaces/:subscriptionId/:resourceGroup/:workspaceName/settings',
        Component: SettingsPage,
        children: [
          { path: 'services', Component: ServicesTab },
          { path: 'file-content', Component: FileContentTab },
          {
            path: ':tab',
            Component: ItemsTab,
            children: [
              { path: 'new', Component: NewItem },
              { path: 'items/:itemName', Component: EditItem },
            ],
          },
        ],
      },
    ],
    `${paths.settings(testWorkspace, tab)}?tz=utc`,
  );
const type = (box: HTMLElement, value: string) => fireEvent.change(box, { target: { value } });
const press = (text: string) => fireEvent.click(screen.getByText(text));
/** A dialog or pane by its title. By text: roles take seconds to compute over a page of this size. */
const opened = async (title: string): Promise<HTMLElement> => {
  const found = (await screen.findByText(title)).closest('[role="dialog"]');
  if (!(found instanceof HTMLElement)) throw new Error(`${title} is in no dialog`);
  return found;
};

test('a bulk run that partly fails says of each item how it ended, and tries the rest again on top of what others stored', async () => {
  const letters = ['a', 'b', 'c', 'd'];
  for (const letter of letters) await put(`${linux}_${letter}`, linux, file(letter));
  show('linux-files');
  await screen.findByTitle('/etc/d');
  for (const letter of letters) fireEvent.click(screen.getByLabelText(`Select /etc/${letter}`));
  press('Disable');
  const dialog = within(await opened('Disable 4 items'));
  const item = (letter: string) => dialog.getByText(`/etc/${letter}`).closest('li')?.textContent;

  broken.add(`${linux}_b`);
  await put(`${linux}_c`, linux, file('c', { recurse: true, odd: [1] }));
  await remove(`${linux}_d`);
  fireEvent.click(dialog.getByText('Disable'));
  expect(await dialog.findByText(/3 of 4 could not be done\. The others are stored\./)).toBeTruthy();
  expect(item('a')).toContain('Done');
  expect(item('b')).toContain('Not done: Not now.');
  expect(item('c')).toContain('Not done: somebody else changed it meanwhile: Change recurse: false to true');
  expect(item('d')).toContain('Not done: somebody else deleted it meanwhile.');

  // What is gone stays gone; nothing of the others' change is lost.
  broken.clear();
  fireEvent.click(dialog.getByText('Retry 2 failed'));
  await waitFor(() => expect(item('c')).toContain('Done'));
  expect(dialog.getByText('Retry 0 failed').hasAttribute('disabled')).toBe(true);
  fireEvent.click(dialog.getByText('Close'));
  expect(await screen.findByText('Disabled 3 items.')).toBeTruthy();
  expect(await stored(`${linux}_b`)).toEqual(file('b', { enabled: false }));
  expect(await stored(`${linux}_c`)).toEqual(file('c', { enabled: false, recurse: true, odd: [1] }));
  expect(await stored(`${linux}_d`)).toBeUndefined();

  press('Undo');
  expect(await screen.findByText(/Undone\./)).toBeTruthy();
  expect(await stored(`${linux}_c`)).toEqual(file('c', { recurse: true, odd: [1] }));
});

test('a frequency that somebody else set meanwhile is not overwritten: theirs or mine, with what else they stored', async () => {
  const name = `${services}_CollectionFrequency`;
  await put(name, services, { ListType: 'BlackList', CollectionTimeInterval: '600' });
  show('services');
  const box = await screen.findByLabelText('Seconds');
  type(box, '90');
  await put(name, services, { ListType: 'WhiteList', CollectionTimeInterval: 300 });
  press('Save');
  expect(await screen.findByText(/Somebody else set it to 300 s meanwhile/)).toBeTruthy();
  expect(screen.getByText(/you started from 600 s\. Nothing was stored/)).toBeTruthy();
  expect(await stored(name)).toMatchObject({ CollectionTimeInterval: 300 });

  press('Keep mine (90 s)');
  expect(await screen.findByText('Windows services are looked at every 1 min 30 s.')).toBeTruthy();
  expect(await stored(name)).toEqual({ ListType: 'WhiteList', CollectionTimeInterval: 90 });

  type(box, '45');
  await remove(name);
  press('Save');
  expect(await screen.findByText(/Somebody else removed it meanwhile/)).toBeTruthy();
  press('Take theirs');
  await waitFor(() => expect(box).toHaveProperty('value', '1800'));
  expect(await stored(name)).toBeUndefined();
});

test('a storage link is stored once it is right, shown without its secret, and removed again', async () => {
  show('file-content');
  const link = await screen.findByText('Link');
  fireEvent.click(link);
  expect(screen.getByText(/The resource id of a storage account is needed/)).toBeTruthy();
  expect(screen.getByText(/An https address is needed/)).toBeTruthy();

  const storageAccount = `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/fimcontent`;
  const blobUri = 'https://fimcontent.blob.core.windows.net/changes?sv=2022-11-02&se=2999-01-01T00:00:00Z&sig=c2VjcmV0';
  await waitFor(() => expect(screen.getByLabelText(/^Subscription/)).toHaveProperty('value', subscriptionId));
  type(screen.getByLabelText(/^Storage account/), storageAccount);
  type(screen.getByLabelText(/^Blob address/), blobUri.replace('fimcontent.', 'other.'));
  fireEvent.click(link);
  expect(screen.getByText(/belongs to the storage account other, not to fimcontent/)).toBeTruthy();
  type(screen.getByLabelText(/^Blob address/), blobUri);
  fireEvent.click(link);
  expect(await screen.findByText('Linked the storage account.')).toBeTruthy();
  const name = 'ChangeTrackingContentLocation_ContentLocation';
  expect(await stored(name)).toEqual({ PrimaryContentLocation: blobUri, ContentLocationDescription: storageAccount });
  expect(await screen.findByText('2999-01-01 00:00:00')).toBeTruthy();
  expect(document.body.textContent).not.toContain('c2VjcmV0');

  // Somebody else links another one: theirs is not removed unseen.
  await put(name, 'ChangeTrackingContentLocation', { PrimaryContentLocation: 'https://theirs' });
  press('Remove the link');
  expect(await screen.findByText(/The resource was changed since it was read/)).toBeTruthy();
  expect(await screen.findByText('https://theirs')).toBeTruthy();
  press('Remove the link');
  expect(await screen.findByText('Removed the link to the storage account.')).toBeTruthy();
  expect(await stored(name)).toBeUndefined();
});

test('input survives that somebody else deletes the item, or stores one of the same name', async () => {
  const name = `${linux}_a`;
  await put(name, linux, file('a', { odd: 'kept' }));
  show('linux-files');
  fireEvent.click(await screen.findByTitle('/etc/a'));
  const pane = await opened('Edit Linux file');
  type(within(pane).getByLabelText(/^Path(?! type| lab)/), '/etc/b');
  await remove(name);
  fireEvent.click(within(pane).getByText('Save'));
  expect(await within(pane).findByText(/Somebody else deleted this item meanwhile/)).toBeTruthy();
  fireEvent.click(within(pane).getByText('Add it again'));
  expect(await screen.findByText('Added /etc/b again.')).toBeTruthy();
  expect(await stored(name)).toEqual({ ...file('b'), odd: 'kept' });

  press('Add');
  const add = await opened('Add Linux file');
  type(within(add).getByLabelText(/^Item name/), 'Mine');
  type(within(add).getByLabelText(/^Path(?! type| lab)/), '/etc/mine');
  await put(`${linux}_Mine`, linux, file('theirs'));
  fireEvent.click(within(add).getByText('Save'));
  expect(await within(add).findByText(/Somebody else stored an item of this name meanwhile/)).toBeTruthy();
  expect(await stored(`${linux}_Mine`)).toEqual(file('theirs'));
});

test('an import is undone as a whole: what it added goes, what it changed and removed is as it was, byte by byte', async () => {
  const before = { ...file('a'), enabled: 'True', odd: [1] };
  await put(`${linux}_a`, linux, before);
  await put(`${linux}_b`, linux, file('b'));
  const dataSources = [
    { name: `${linux}_a`, kind: linux, properties: file('a', { enabled: false }) },
    { name: `${linux}_new`, kind: linux, properties: file('new') },
  ];
  show('linux-files');
  await screen.findByTitle('/etc/b');
  press('Import');
  const text = JSON.stringify({ format: 'fim-console/configuration', version: 1, dataSources });
  type(await screen.findByLabelText('Or paste its text'), text);
  // What the file lacks stays, unless it is chosen.
  fireEvent.click(await screen.findByLabelText('Apply /etc/b'));
  press('Apply 3 changes');
  expect(await screen.findByText('Imported Pasted text: 1 added, 1 changed, 1 removed.')).toBeTruthy();
  expect(await stored(`${linux}_a`)).toEqual(file('a', { enabled: false }));
  expect(await stored(`${linux}_b`)).toBeUndefined();

  press('Undo');
  expect(await screen.findByText(/Undone\./)).toBeTruthy();
  expect(JSON.stringify(await stored(`${linux}_a`))).toBe(JSON.stringify(before));
  expect(await stored(`${linux}_b`)).toEqual(file('b'));
  expect(await stored(`${linux}_new`)).toBeUndefined();
  expect(await screen.findByTitle('/etc/b')).toBeTruthy();
});

test('a rule that is broken is said while typing; what is only unfinished, once the field is left', async () => {
  show('linux-files');
  await screen.findByTitle('/etc/crontab');
  press('Add');
  const add = within(await opened('Add Linux file'));
  const path = add.getByLabelText(/^Path(?! type| lab)/);
  type(path, 'etc');
  expect(add.queryByText(/A Linux path has to be absolute/)).toBeNull();
  type(path, '/etc/*/x');
  expect(await add.findByText(/only in the last segment/)).toBeTruthy();
  type(path, 'etc');
  fireEvent.blur(path);
  expect(await add.findByText(/A Linux path has to be absolute/)).toBeTruthy();
});
