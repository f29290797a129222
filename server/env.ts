import { homedir } from 'node:os';
import { isAbsolute, join, normalize } from 'node:path';

export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Settings of the server, from the environment. */
export type Environment = {
  /** 0 lets the system choose a free port. */
  readonly port: number;
  /** A loopback name or address. */
  readonly host: string;
  readonly dataDir: string;
  /** Absolute roots that the local agent watches besides its configuration. */
  readonly watch: readonly string[];
  readonly store: 'duckdb' | 'memory';
  readonly demo: boolean;
  /** Milliseconds since 1970: stops the engine's clock, and the demo fleet's history ends there. */
  readonly demoNow: number | undefined;
  readonly role: 'owner' | 'reader';
  readonly agent: boolean;
  readonly logLevel: LogLevel;
  /** Origins besides our own whose pages may call the API. */
  readonly allowedOrigins: readonly string[];
  /** Variables that begin as ours do and mean nothing here: misspelt ones, most likely. */
  readonly unknown: readonly string[];
};

/** A variable has a value that cannot be used; the message names it, the value and what is allowed. */
export class EnvironmentError extends Error {
  constructor(name: string, value: string, allowed: string) {
    super(`${name} is ${JSON.stringify(value)}; it must be ${allowed}.`);
    this.name = 'EnvironmentError';
  }
}

const known = [
  'FIM_PORT',
  'FIM_HOST',
  'FIM_DATA_DIR',
  'FIM_WATCH',
  'FIM_STORE',
  'FIM_DEMO',
  'FIM_DEMO_NOW',
  'FIM_ROLE',
  'FIM_AGENT',
  'FIM_LOG_LEVEL',
  'FIM_ALLOWED_ORIGINS',
] as const;
type Name = (typeof known)[number];

/** Of the agent, which has the server's environment, and of the build. */
const others = /^FIM_(AGENT_.+|BASE)$/;

/** Loopback: 127.0.0.0/8, ::1 and the name for them. Nothing else until access control arrives. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(host);

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

/**
 * Settings from the variables of README.md; an empty variable counts as unset. Throws `EnvironmentError`.
 * The default data folder follows the XDG Base Directory Specification: `$XDG_DATA_HOME` (if absolute) or
 * `~/.local/share`, then `fim-console`.
 */
export function parseEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  home: string = homedir(),
): Environment {
  const read = (name: Name): string | undefined => variables[name]?.trim() || undefined;
  const fail = (name: Name, allowed: string): never => {
    throw new EnvironmentError(name, variables[name] ?? '', allowed);
  };

  const oneOf = <T extends string>(name: Name, values: readonly T[], otherwise: T): T => {
    const value = read(name);
    if (value === undefined) return otherwise;
    return values.find((allowed) => allowed === value) ?? fail(name, `one of ${values.join(', ')}`);
  };
  const flag = (name: Name, otherwise: boolean): boolean => oneOf(name, ['0', '1'], otherwise ? '1' : '0') === '1';

  const port = (): number => {
    const value = read('FIM_PORT');
    if (value === undefined) return 7070;
    return /^\d{1,5}$/.test(value) && Number(value) <= 65_535
      ? Number(value)
      : fail('FIM_PORT', 'a port number from 0 (any free port) to 65535');
  };
  const host = (): string => {
    const value = (read('FIM_HOST') ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1');
    return isLoopback(value)
      ? value
      : fail('FIM_HOST', 'a loopback address (127.0.0.1, ::1 or localhost): there is no access control yet');
  };
  const dataDir = (): string => {
    const value = read('FIM_DATA_DIR');
    if (value !== undefined) return isAbsolute(value) ? normalize(value) : fail('FIM_DATA_DIR', 'an absolute path');
    const base = variables['XDG_DATA_HOME'];
    return join(base !== undefined && isAbsolute(base) ? base : join(home, '.local', 'share'), 'fim-console');
  };
  const watch = (): string[] => {
    const roots = (read('FIM_WATCH') ?? '').split(':').filter((root) => root !== '');
    if (!roots.every((root) => isAbsolute(root))) fail('FIM_WATCH', "absolute paths separated by ':'");
    // A trailing slash is not another root.
    return [...new Set(roots.map((root) => normalize(root).replace(/(.)\/$/, '$1')))];
  };
  const demoNow = (): number | undefined => {
    const value = read('FIM_DEMO_NOW');
    if (value === undefined) return undefined;
    const time = /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isFinite(time) ? time : fail('FIM_DEMO_NOW', 'an ISO time such as 2026-11-22T12:00:00Z');
  };
  const allowedOrigins = (): string[] => {
    const origins = (read('FIM_ALLOWED_ORIGINS') ?? '').split(/[\s,]+/).filter((origin) => origin !== '');
    if (!origins.every(isOrigin))
      fail('FIM_ALLOWED_ORIGINS', 'origins such as https://fim.example.org, separated by commas');
    return origins;
  };

  return {
    port: port(),
    host: host(),
    dataDir: dataDir(),
    watch: watch(),
    store: oneOf('FIM_STORE', ['duckdb', 'memory'], 'duckdb'),
    demo: flag('FIM_DEMO', false),
    demoNow: demoNow(),
    role: oneOf('FIM_ROLE', ['owner', 'reader'], 'owner'),
    agent: flag('FIM_AGENT', true),
    logLevel: oneOf('FIM_LOG_LEVEL', logLevels, 'info'),
    allowedOrigins: allowedOrigins(),
    unknown: Object.keys(variables).filter(
      (name) => name.startsWith('FIM_') && !others.test(name) && !known.some((one) => one === name),
    ),
  };
}
