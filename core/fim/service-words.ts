/** What values of service columns mean, by lower-case value. Sources: Windows service control manager, systemd. */
const startTypes: Readonly<Record<string, string>> = {
  auto: 'starts with the server',
  automatic: 'starts with the server',
  'auto (delayed)': 'starts some time after the server',
  manual: 'starts when something asks for it',
  disabled: 'cannot be started',
  boot: 'a driver loaded before Windows itself',
  system: 'a driver loaded as Windows starts',
  enabled: 'starts with the server',
  static: 'started by other units only',
  masked: 'cannot be started',
  indirect: 'enabled through another unit',
};

const accounts: Readonly<Record<string, string>> = {
  localsystem: 'full rights on this server',
  'nt authority\\system': 'full rights on this server',
  'nt authority\\localservice': 'few rights, nobody on the network',
  'nt authority\\local service': 'few rights, nobody on the network',
  'nt authority\\networkservice': 'few rights, the computer account on the network',
  'nt authority\\network service': 'few rights, the computer account on the network',
  root: 'full rights on this server',
};

const states: Readonly<Record<string, string>> = {
  'start pending': 'is starting',
  'stop pending': 'is stopping',
  paused: 'runs but does no work',
  failed: 'ended with an error',
  activating: 'is starting',
  deactivating: 'is stopping',
};

const accountMeaning = (value: string): string | undefined => {
  const lower = value.toLowerCase();
  return accounts[lower] ?? (lower.startsWith('nt service\\') ? 'an account of this service alone' : undefined);
};

/** What a value of `SvcState`, `SvcStartupType` or `SvcAccount` means; undefined where the value says it itself. */
export const serviceMeaning = (column: string, value: string): string | undefined => {
  switch (column) {
    case 'SvcStartupType':
      return startTypes[value.toLowerCase()];
    case 'SvcState':
      return states[value.toLowerCase()];
    case 'SvcAccount':
      return accountMeaning(value);
    default:
      return undefined;
  }
};

/** `The service was stopped`, `Now starts with the server`: the step between two values; empty where nothing plainer can be said. */
export const describeServiceChange = (column: string, before: string, after: string): string => {
  if (column === 'SvcState') {
    const [from, to] = [before.toLowerCase(), after.toLowerCase()];
    if (to === 'stopped' || to === 'inactive') return from === 'running' || from === 'active' ? 'It was stopped' : '';
    return to === 'running' || to === 'active' ? 'It was started' : '';
  }
  const meaning = serviceMeaning(column, after);
  if (meaning === undefined) return '';
  return column === 'SvcStartupType' ? `Now ${meaning}` : `Now runs with ${meaning}`;
};
