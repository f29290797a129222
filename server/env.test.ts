import { expect, it } from 'vitest';
import { EnvironmentError, parseEnvironment } from './env';

const parse = (variables: Readonly<Record<string, string>>) => parseEnvironment(variables, '/home/ana');

it('has defaults for everything', () => {
  expect(parse({})).toEqual({
    port: 7070,
    host: '127.0.0.1',
    dataDir: '/home/ana/.local/share/fim-console',
    watch: [],
    store: 'duckdb',
    demo: false,
    demoNow: undefined,
    role: 'owner',
    agent: true,
    logLevel: 'info',
    allowedOrigins: [],
    unknown: [],
  });
  expect(parse({ FIM_PORT: '', FIM_WATCH: '' })).toEqual(parse({}));
});

it.each([
  [{ FIM_PORT: '8080' }, { port: 8080 }],
  [{ FIM_PORT: '0' }, { port: 0 }],
  [{ FIM_HOST: 'localhost' }, { host: 'localhost' }],
  [{ FIM_HOST: '[::1]' }, { host: '::1' }],
  [{ FIM_HOST: '127.0.0.2' }, { host: '127.0.0.2' }],
  [{ XDG_DATA_HOME: '/data' }, { dataDir: '/data/fim-console' }],
  [{ XDG_DATA_HOME: 'relative' }, { dataDir: '/home/ana/.local/share/fim-console' }],
  [{ FIM_DATA_DIR: '/srv/fim/' }, { dataDir: '/srv/fim/' }],
  [{ FIM_WATCH: '/a:/b/:/a' }, { watch: ['/a', '/b'] }],
  [{ FIM_WATCH: '/' }, { watch: ['/'] }],
  [{ FIM_STORE: 'memory' }, { store: 'memory' }],
  [
    { FIM_DEMO: '1', FIM_DEMO_NOW: '2026-11-22T12:00:00Z' },
    { demo: true, demoNow: Date.UTC(2026, 10, 22, 12) },
  ],
  [
    { FIM_ROLE: 'reader', FIM_AGENT: '0' },
    { role: 'reader', agent: false },
  ],
  [
    { FIM_ALLOWED_ORIGINS: 'https://a.example, http://b.example:81' },
    { allowedOrigins: ['https://a.example', 'http://b.example:81'] },
  ],
])('reads %o', (variables, expected) => {
  expect(parse(variables)).toMatchObject(expected);
});

it('names variables that look like ours and are not', () => {
  const variables = {
    FIM_ROL: 'reader',
    FIM_ROLE: 'reader',
    FIM_AGENT_POLL_SECONDS: '5',
    FIM_BASE: '/x/',
    PATH: '/bin',
  };
  expect(parse(variables).unknown).toEqual(['FIM_ROL']);
});

it.each([
  ['FIM_PORT', '70700'],
  ['FIM_PORT', 'http'],
  ['FIM_HOST', '0.0.0.0'],
  ['FIM_HOST', '192.168.1.5'],
  ['FIM_HOST', '127.0.0.1.example.org'],
  ['FIM_HOST', '127.0.0.300'],
  ['FIM_DATA_DIR', 'data'],
  ['FIM_WATCH', '/etc:relative'],
  ['FIM_STORE', 'sqlite'],
  ['FIM_DEMO', 'yes'],
  ['FIM_DEMO_NOW', 'today'],
  ['FIM_ROLE', 'admin'],
  ['FIM_AGENT', 'no'],
  ['FIM_LOG_LEVEL', 'loud'],
  ['FIM_ALLOWED_ORIGINS', 'https://a.example/path'],
  ['FIM_ALLOWED_ORIGINS', '*'],
])('refuses %s=%s, naming both and what is allowed', (name, value) => {
  const error = (() => {
    try {
      parse({ [name]: value });
    } catch (caught) {
      return caught;
    }
  })();
  expect(error).toBeInstanceOf(EnvironmentError);
  expect(String(error)).toMatch(new RegExp(`${name} is "${value.replaceAll(/[.*/]/g, '\\$&')}"; it must be .{6}`));
});
