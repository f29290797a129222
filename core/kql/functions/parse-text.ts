import { lazyPart } from '../lazy-part';
import type { ScalarFunction } from '../registry';
import type { Json } from '../vector';
import { alias } from './define';
import { num, rowFunction, text } from './row-function';
import { urlDecoded } from './text-encoding';

const xml = lazyPart(() => import('./xml'));

/** Functions that take a text apart: URLs, paths, CSV, command lines, versions, XML. */

const queryParameters = (query: string): Json =>
  Object.fromEntries(
    query
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair): [string, Json] => {
        const equals = pair.indexOf('=');
        return equals < 0 ? [pair, ''] : [pair.slice(0, equals), urlDecoded(pair.slice(equals + 1))];
      }),
  );

const urlPattern =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

const urlParts = (url: string): Json => {
  const [, scheme = '', username = '', password = '', host = '', port = '', path = '', query = '', fragment = ''] =
    urlPattern.exec(url) ?? [];
  return {
    Scheme: scheme,
    Host: host,
    Port: port,
    Path: path,
    Username: username,
    Password: password,
    'Query Parameters': queryParameters(query),
    Fragment: fragment,
  };
};

const lastSeparator = (path: string): number => Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));

const pathParts = (path: string): Json => {
  const [, scheme = '', rest = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?(.*)$/s.exec(path) ?? [];
  const long = /^\\\\\?\\/.exec(rest)?.[0] ?? '';
  const root = /^[A-Za-z]:[\\/]?/.exec(rest.slice(long.length))?.[0] ?? '';
  const cut = lastSeparator(rest);
  // Without its last separator; a file in the root keeps the root.
  const directory = cut < 0 ? '' : rest.slice(0, cut);
  const last = cut < 0 && root !== '' ? rest.slice(root.length) : rest.slice(cut + 1);
  const stream = last.indexOf(':');
  const filename = stream < 0 ? last : last.slice(0, stream);
  const dot = filename.lastIndexOf('.');
  return {
    Scheme: scheme,
    RootPath: `${root === '' ? '' : long}${root}`,
    DirectoryPath: directory,
    DirectoryName: directory.slice(lastSeparator(directory) + 1).replace(/^[A-Za-z]:$/, ''),
    Filename: filename,
    Extension: dot < 0 ? '' : filename.slice(dot + 1),
    AlternateDataStreamName: stream < 0 ? '' : last.slice(stream + 1),
  };
};

/** Fields of the first record (RFC 4180). */
const csvFields = (source: string): Json => {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = '';
    if (source[at] === '"') {
      for (at++; at < source.length; at++) {
        if (source[at] !== '"') field += source[at] ?? '';
        else if (source[at + 1] === '"') field += source[++at] ?? '';
        else break;
      }
      at++;
    }
    while (at < source.length && !',\r\n'.includes(source[at] ?? '')) field += source[at++] ?? '';
    fields.push(field);
    if (source[at] !== ',') return fields;
    at++;
  }
};

/** Arguments as Windows' `CommandLineToArgvW` splits them. */
const commandArguments = (line: string): Json => {
  const found: string[] = [];
  let current: string | undefined;
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    if (character === '\\') {
      let end = at;
      while (line[end] === '\\') end++;
      const slashes = end - at;
      // Backslashes only escape before a quotation mark, which an odd number of them makes an ordinary character.
      if (line[end] === '"') {
        current = (current ?? '') + '\\'.repeat(Math.floor(slashes / 2));
        if (slashes % 2 === 1) {
          current += '"';
          end++;
        }
      } else current = (current ?? '') + '\\'.repeat(slashes);
      at = end - 1;
    } else if (character === '"') {
      current ??= '';
      if (quoted && line[at + 1] === '"') {
        current += '"';
        at++;
      } else quoted = !quoted;
    } else if (!quoted && (character === ' ' || character === '\t')) {
      if (current !== undefined) found.push(current);
      current = undefined;
    } else current = (current ?? '') + character;
  }
  if (current !== undefined) found.push(current);
  return found;
};

/** One to four numbers of up to eight digits, as one number that orders versions. */
const versionNumber = (version: string): bigint | null => {
  const parts = version.trim().split('.');
  if (parts.length > 4 || !parts.every((part) => /^\d{1,8}$/.test(part))) return null;
  return BigInt([0, 1, 2, 3].map((at) => (parts[at] ?? '0').padStart(8, '0')).join(''));
};

const ofText = (name: string, param: string, summary: string, compute: (source: string) => Json): ScalarFunction =>
  rowFunction({ name, params: [`${param}:string`], result: 'dynamic', summary }, ([source]) => compute(text(source)));

const parseUrl = ofText('parse_url', 'url', 'Parts of a URL.', urlParts);
const parseUrlQuery = ofText('parse_urlquery', 'query', 'Parameters of the query part of a URL.', (query) => ({
  'Query Parameters': queryParameters(query.replace(/^\?/, '')),
}));

export const parseFunctions: readonly ScalarFunction[] = [
  parseUrl,
  alias('parseurl', parseUrl),
  parseUrlQuery,
  alias('parseurlquery', parseUrlQuery),
  ofText('parse_path', 'path', 'Parts of a file path.', pathParts),
  ofText('parse_csv', 'csv_text', 'Fields of the first CSV record.', csvFields),
  ofText('parse_xml', 'xml_text', 'XML as nested bags: attributes as @name, text beside them as #text.', (source) =>
    xml.get().parseXml(source),
  ),
  rowFunction(
    {
      name: 'parse_command_line',
      params: ['command:string', 'parser:string'],
      result: 'dynamic',
      summary: 'Arguments of a command line; the only parser is "windows".',
    },
    ([line, parser]) => (text(parser).toLowerCase() === 'windows' ? commandArguments(text(line)) : null),
  ),
  rowFunction(
    {
      name: 'parse_version',
      params: ['version:string'],
      result: 'decimal',
      summary: 'Version with up to four parts as a number that orders versions.',
    },
    ([version]) => versionNumber(text(version)),
  ),
  rowFunction(
    {
      name: 'format_bytes',
      params: ['size:number', 'precision:number', 'units:string'],
      optional: 2,
      result: 'string',
      summary: 'Number of bytes with a unit.',
    },
    ([size, precision = 0, units = '']) => formatBytes(num(size), num(precision), text(units)),
  ),
];

const byteUnits = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];

const formatBytes = (size: number, precision: number, units: string): string => {
  let rank = byteUnits.findIndex((unit) => unit.toLowerCase() === units.toLowerCase());
  if (rank < 0 && units !== '') return '';
  if (rank < 0) {
    rank = 0;
    while (rank < byteUnits.length - 1 && Math.abs(size) / 1024 ** rank >= 1024) rank++;
  }
  const scale = 10 ** Math.min(15, Math.max(0, Math.trunc(precision)));
  return `${Math.round((size / 1024 ** rank) * scale) / scale} ${byteUnits[rank] ?? ''}`;
};
