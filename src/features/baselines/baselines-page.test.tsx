import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { netlogonBaseline } from '#core/fim/netlogon-baseline';
import { openTestEngine, testUrl } from '#engine/testing/world';
import { dataSourceUrl, ingestRows, preparePages, showRoutes, testWorkspace } from '../../testing/page-test';
import { Component as BaselinesPage } from './baselines-page';

/** The cell of the machine's only value. By title: roles take seconds to compute over a page of this size. */
const driftTitle = 'RequireStrongKey: Drift, is 0';

preparePages({ rows: 20 });

const show = async (as: 'send' | 'sendAsReader' = 'send') => {
  const engine = await openTestEngine();
  const machine = {
    TimeGenerated: new Date(Date.now() - 3_600_000).toISOString(),
    Computer: 'POS-01\u202E',
    SourceComputerId: 'pos-1',
  };
  await ingestRows(engine, 'Heartbeat', [{ ...machine, OSType: 'Windows' }]);
  await ingestRows(engine, 'ConfigurationData', [
    {
      ...machine,
      ConfigDataType: 'Registry',
      RegistryKey: netlogonBaseline.key,
      ValueName: 'RequireStrongKey',
      ValueType: 'REG_DWORD',
      ValueData: '0',
    },
  ]);
  vi.stubGlobal('fetch', engine[as]);
  const router = showRoutes(
    [
      { path: '/baselines', Component: BaselinesPage },
      { path: '/elsewhere', element: 'Elsewhere' },
    ],
    '/baselines?tz=utc',
  );
  await screen.findByTitle(driftTitle);
  return { engine, router };
};

const openExpected = async () => {
  fireEvent.click(screen.getByText('Expected values'));
  return within(await screen.findByRole('dialog', { name: 'Netlogon parameters' }));
};
const type = (box: HTMLElement, value: string) => fireEvent.change(box, { target: { value } });

test('a reader sees everything; what changes something is disabled with the reason', async () => {
  await show('sendAsReader');
  expect(document.body.textContent).toContain('1 server: 0 as expected, 1 with drift');
  expect(screen.getByText('\\u202E')).toBeTruthy();
  const add = screen.getByText('Add to monitoring');
  expect(add.hasAttribute('disabled')).toBe(true);
  const pane = await openExpected();
  expect(pane.getByText(/needs the role Owner or Contributor/)).toBeTruthy();
  expect(pane.getByRole('textbox', { name: 'Value of RequireStrongKey' }).hasAttribute('disabled')).toBe(true);
  expect(pane.getByRole('button', { name: 'Save expectations' }).hasAttribute('disabled')).toBe(true);
});

test('a cell opens the server at that value: expected, actual, and that nobody knows since when', async () => {
  await show();
  fireEvent.click(screen.getByTitle(driftTitle));
  const pane = within(await screen.findByRole('dialog'));
  const setting = within(pane.getByRole('region', { name: 'RequireStrongKey' }));
  expect(setting.getByText('0x00000000')).toBeTruthy();
  expect(setting.getByText('No change of it is known')).toBeTruthy();
  expect(setting.queryByRole('link', { name: 'Show changes' })).toBeNull();
  expect(within(pane.getByRole('region', { name: 'SealSecureChannel' })).getByText('Missing')).toBeTruthy();
});

test('edits show in the matrix before they are saved, and are kept when somebody else saves first', async () => {
  const { engine } = await show();
  const pane = await openExpected();
  type(pane.getByRole('textbox', { name: 'Value of RequireStrongKey' }), '0');
  await waitFor(() => expect(screen.queryByTitle(driftTitle)).toBeNull());
  expect(pane.getByText('Edited')).toBeTruthy();

  // The other owner's page saves another rule for the same value, and one for a second.
  const theirs = {
    RequireStrongKey: { rule: { kind: 'oneOf', values: ['0', '1'] }, mayBeAbsent: false },
    SealSecureChannel: null,
  };
  const url = `${testUrl}${testWorkspace.id}/savedSearches/fim-baseline-NetlogonParameters?api-version=2020-08-01`;
  const value = JSON.stringify({ version: 1, key: netlogonBaseline.key, expected: theirs });
  const properties = {
    category: 'FIM Console baseline',
    displayName: 'Netlogon parameters',
    query: 'Heartbeat',
    tags: [{ name: 'fim-baseline', value }],
  };
  const put = await engine.send(new Request(url, { method: 'PUT', body: JSON.stringify({ properties }) }));
  expect(put.status).toBe(200);

  fireEvent.click(pane.getByRole('button', { name: 'Save expectations' }));
  expect(await pane.findByText(/somebody else saved expectations meanwhile/)).toBeTruthy();
  const contested = within(pane.getByRole('region', { name: 'RequireStrongKey' }));
  expect(contested.getByText(/"0 or 1"/)).toBeTruthy();
  expect(pane.queryByRole('textbox', { name: 'Value of SealSecureChannel' })).toBeNull();

  fireEvent.click(pane.getByRole('button', { name: 'Save expectations' }));
  await waitFor(() => expect(pane.queryByText('Edited')).toBeNull());
  const stored = await (await engine.send(new Request(url))).text();
  expect(stored).toContain('\\"RequireStrongKey\\":{\\"rule\\":{\\"kind\\":\\"is\\",\\"value\\":\\"0\\"}');
  expect(stored).toContain('\\"SealSecureChannel\\":null');
  expect(stored).toContain('Setting == \\"RequireStrongKey\\"');
});

test('edits that are not saved are not lost by going elsewhere', async () => {
  const { router } = await show();
  const pane = await openExpected();
  type(pane.getByRole('textbox', { name: 'Value of RequireStrongKey' }), '0');
  fireEvent.click(pane.getByRole('button', { name: 'Close' }));
  expect(await screen.findByText(/Expectations are edited and not saved: RequireStrongKey/)).toBeTruthy();
  void router.navigate('/elsewhere');
  fireEvent.click(await screen.findByText('Keep editing'));
  await waitFor(() => expect(screen.queryByText('Discard unsaved changes?')).toBeNull());
  expect(screen.getByText(/Expectations are edited and not saved/)).toBeTruthy();
  void router.navigate('/elsewhere');
  fireEvent.click(await screen.findByText('Discard'));
  expect(await screen.findByText('Elsewhere')).toBeTruthy();
});

test('the key is monitored with one step', async () => {
  const { engine } = await show();
  fireEvent.click(screen.getByText('Add to monitoring'));
  expect(await screen.findByText('Monitored by the item NetlogonParameters')).toBeTruthy();
  const url = dataSourceUrl('ChangeTrackingDefaultRegistry_NetlogonParameters');
  const stored = await (await engine.send(new Request(url))).text();
  expect(stored).toContain('Netlogon\\\\Parameters');
});
