import * as z from 'zod/mini';
import { jsonObject } from '../contract/json';
import type { ConfigurationEntry } from './configuration-diff';

const format = 'fim-console/configuration';
const version = 1;

/** Longest text that is read as a file, characters. A full configuration of 750 entries is some 300,000. */
export const longestFile = 20_000_000;

const entry = z.object(
  {
    name: z
      .string('It has to be text.')
      .check(z.minLength(1, 'It must not be empty.'), z.maxLength(260, 'It has at most 260 characters.')),
    kind: z.string('It has to be text.').check(z.minLength(1, 'It must not be empty.')),
    properties: jsonObject,
  },
  'It has to be an object with name, kind and properties.',
);

const head = z.object({ format: z.literal(format), version: z.number(), dataSources: z.array(z.unknown()) });

const origin = z.object({ workspace: z.object({ name: z.string() }), exportedAt: z.string() });

type ExportedFrom = {
  readonly workspaceName: string;
  /** ARM id. */
  readonly workspaceId: string;
  /** Milliseconds since 1970. */
  readonly time: number;
};

/**
 * A configuration as the text of a file: every entry with its properties as they are stored, in order of name, so that two exports can
 * be compared line by line.
 */
export const configurationFile = (
  entries: readonly ConfigurationEntry[],
  { workspaceName, workspaceId, time }: ExportedFrom,
): string => {
  const dataSources = entries
    .map(({ name, kind, properties }) => ({ name, kind, properties }))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const workspace = { name: workspaceName, id: workspaceId };
  const file = { format, version, exportedAt: new Date(time).toISOString(), workspace, dataSources };
  return `${JSON.stringify(file, undefined, 2)}\n`;
};

/** Name for the file of a workspace's configuration at a time (ms, UTC). */
export const configurationFileName = (workspaceName: string, time: number): string =>
  `fim-configuration-${workspaceName.replaceAll(/[^\w.-]+/g, '-')}-${new Date(time).toISOString().slice(0, 10)}.json`;

/** What is wrong with a file: which entry, where it is one, and why. */
export type FileProblem = { readonly where: string; readonly message: string };

export type ReadFile =
  | {
      readonly ok: true;
      readonly entries: readonly ConfigurationEntry[];
      /** Where and when it was exported, as the file says. */
      readonly from: { readonly workspaceName: string; readonly exportedAt: string } | undefined;
    }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

const refuse = (where: string, message: string): ReadFile => ({ ok: false, problems: [{ where, message }] });

const nameIn = (value: unknown): string => {
  const named = z.safeParse(z.object({ name: z.string() }), value);
  return named.success ? ` (${named.data.name})` : '';
};

const readEntry = (value: unknown, index: number): ConfigurationEntry | FileProblem => {
  const read = z.safeParse(entry, value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue?.path.map(String).join('.') ?? '';
  return {
    where: `Entry ${index + 1}${nameIn(value)}${path === '' ? '' : `, ${path}`}`,
    message: issue === undefined || path === 'properties' ? 'It has to be an object.' : issue.message,
  };
};

const parse = (text: string): { readonly value: unknown } | { readonly message: string } => {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
};

const repeated = (entries: readonly ConfigurationEntry[]): readonly FileProblem[] => {
  const first = new Map<string, number>();
  return entries.flatMap(({ name }, index) => {
    const known = first.get(name.toLowerCase());
    if (known === undefined) first.set(name.toLowerCase(), index);
    return known === undefined
      ? []
      : [{ where: `Entry ${index + 1} (${name})`, message: `Entry ${known + 1} has the same name.` }];
  });
};

/** Reads the text of an exported file. Every problem is named; a file with one gives no entries at all. Never throws. */
export const readConfigurationFile = (text: string): ReadFile => {
  if (text.trim() === '') return refuse('File', 'It is empty.');
  if (text.length > longestFile) return refuse('File', 'It is too large to be a configuration.');
  // Editors on Windows put a byte order mark in front.
  const parsed = parse(text.replace(/^\uFEFF/, ''));
  if ('message' in parsed) return refuse('File', `It is not JSON: ${parsed.message}`);
  const read = z.safeParse(head, parsed.value);
  if (!read.success) {
    return refuse('File', `It is no exported configuration: "format" has to be "${format}", "dataSources" a list.`);
  }
  if (read.data.version !== version) {
    return refuse('File', `It has version ${read.data.version}; this program reads version ${version}.`);
  }
  const all = read.data.dataSources.map(readEntry);
  const entries = all.filter((one) => 'properties' in one);
  const problems = [
    ...all.filter((one) => 'where' in one),
    ...(entries.length === all.length ? repeated(entries) : []),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const from = z.safeParse(origin, parsed.value);
  return {
    ok: true,
    entries,
    from: from.success ? { workspaceName: from.data.workspace.name, exportedAt: from.data.exportedAt } : undefined,
  };
};
