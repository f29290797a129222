import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter, useLocation, useNavigate } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { CurrentWorkspaceProvider } from '../api/current-workspace';
import { queryClient } from '../api/query-client';
import { AllTypesSwitch } from './all-types-switch';
import { FilterBar } from './filter-bar';

const workspace = {
  id: '/w',
  subscriptionId: 's',
  resourceGroup: 'g',
  workspaceName: 'w',
  customerId: 'c',
  location: 'westeurope',
};

const Address = () => <output>{decodeURIComponent(useLocation().search)}</output>;
const Back = () => {
  const navigate = useNavigate();
  return (
    <button type="button" onClick={() => void navigate(-1)}>
      Back
    </button>
  );
};
const show = (search: string) =>
  render(
    <FluentProvider theme={webLightTheme}>
      <QueryClientProvider client={queryClient}>
        <CurrentWorkspaceProvider value={workspace}>
          <MemoryRouter initialEntries={[`/w${search}`]}>
            <Back />
            <main>
              <input type="search" aria-label="Search changes" />
            </main>
            <FilterBar />
            <AllTypesSwitch />
            <Address />
          </MemoryRouter>
        </CurrentWorkspaceProvider>
      </QueryClientProvider>
    </FluentProvider>,
  );
const address = () => screen.getByRole('status').textContent;
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

afterEach(cleanup);

test('every field of the filter has a chip, and one click takes it off', () => {
  show('?q=ssh&type=WindowsServices&category=!Added&path=/etc/&entity=/etc/passwd&field=Acls&range=P1D');
  const chips = screen.getAllByRole('button', { name: /^Remove filter/ }).map((one) => one.getAttribute('aria-label'));
  expect(chips).toEqual([
    'Remove filter Search: ssh',
    'Remove filter Type: Windows services',
    'Remove filter Category: not Added',
    'Remove filter Path begins with: /etc/',
    'Remove filter Entity: /etc/passwd',
    'Remove filter Changed: Acls',
  ]);
  press('Remove filter Category: not Added');
  press('Remove filter Search: ssh');
  expect(address()).toBe('?type=WindowsServices&path=/etc/&entity=/etc/passwd&field=Acls&range=P1D');
});

test('a chip turns from "only these" to "all but these" and back', () => {
  show('?category=Added&category=Removed');
  press(/^Category: Added/);
  expect(address()).toBe('?category=Removed&category=!Added');
  press(/^Category: not Added/);
  expect(address()).toBe('?category=Removed&category=Added');
});

test('everything is cleared at once; range, zone and what is counted stay', () => {
  show('?q=x&server=id&path=/etc/&range=P1D&tz=utc&all=true');
  press('Clear all');
  expect(address()).toBe('?range=P1D&tz=utc&all=true');
  expect(screen.queryByRole('list', { name: 'Filters' })).toBeNull();
});

test('the switch counts everything that is collected, or files and registry only', () => {
  show('?range=P1D');
  fireEvent.click(screen.getByRole('switch', { name: 'All change types' }));
  expect(address()).toBe('?range=P1D&all=true');
  fireEvent.click(screen.getByRole('switch', { name: 'All change types' }));
  expect(address()).toBe('?range=P1D');
});

test('a time that was narrowed to has a chip that leads back; one that was chosen has none', () => {
  const span = 'range=2026-11-17T00:00:00Z/2026-11-17T03:00:00Z&tz=utc';
  show(`?${span}&was=P30D&type=Files`);
  press('Remove filter Time: 2026-11-17 00:00 to 2026-11-17 03:00');
  expect(address()).toBe('?tz=utc&type=Files&range=P30D');
  cleanup();
  show(`?${span}`);
  expect(screen.queryByRole('list', { name: 'Filters' })).toBeNull();
});

test('Back takes one step of the filter off after the other', () => {
  show('?category=Added');
  press(/^Category: Added/);
  press('Remove filter Category: not Added');
  expect(address()).toBe('');
  press('Back');
  expect(address()).toBe('?category=!Added');
  press('Back');
  expect(address()).toBe('?category=Added');
});

const takeOff = (name: string) => {
  const button = screen.getByRole('button', { name });
  button.focus();
  fireEvent.click(button);
  return document.activeElement?.getAttribute('aria-label');
};

test('the focus stays among the chips while they are taken off, and goes to the search when none is left', () => {
  show('?category=Added&field=Acls&field=Size');
  expect(takeOff('Remove filter Category: Added')).toBe('Remove filter Changed: Acls');
  expect(takeOff('Remove filter Changed: Acls')).toBe('Remove filter Changed: Size');
  expect(takeOff('Remove filter Changed: Size')).toBe('Search changes');
});
