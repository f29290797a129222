import { describe, expect, it } from 'vitest';
import { compile } from '../compile';
import { execute } from '../execute/execute';
import type { Json } from '../vector';
import { wireRows } from '../wire';

const now = Date.UTC(2026, 10, 22, 12) * 1000;

const scan = () => {
  throw new Error('no stored table here');
};

const rows = async (text: string): Promise<Json[][]> => {
  const compiled = compile(text, { tables: [], now });
  if (!compiled.ok) throw new Error(compiled.diagnostics.map(({ message }) => message).join('; '));
  const found: Json[][] = [];
  for await (const batch of execute(compiled.query.plan, { now, scan })) found.push(...wireRows(batch));
  return found;
};

const value = async (expression: string): Promise<Json | undefined> => (await rows(`print v = ${expression}`))[0]?.[0];

/** The same expression over a column instead of a constant, where evaluation takes other paths. */
const ofColumn = async (type: string, cells: string, expression: string): Promise<Json[]> =>
  (await rows(`datatable(x: ${type})[${cells}] | project v = ${expression}`)).map((row) => row[0] ?? null);

describe('operators on text', () => {
  it.each([
    [`'Kusto' == 'kusto'`, false],
    [`'Kusto' =~ 'kusto'`, true],
    [`'Kusto' !~ 'kusto'`, false],
    [`'/etc/ssh/sshd_config' contains 'SSHD'`, true],
    [`'/etc/ssh/sshd_config' contains_cs 'SSHD'`, false],
    [`'/etc/ssh/sshd_config' has 'ssh'`, true],
    [`'/etc/ssh/sshd_config' has 'sshd'`, true],
    [`'/etc/sshd' has 'ssh'`, false],
    [`'/etc/ssh' has '/ssh'`, true],
    [`'/etc/ssh' !has 'SSH'`, false],
    [`'/etc/ssh' has_cs 'SSH'`, false],
    [`'/etc/sshd' hasprefix 'ssh'`, true],
    [`'/etc/opensshd' hasprefix 'ssh'`, false],
    [`'/etc/opensshd' hassuffix 'SSHD'`, true],
    [`'abc' startswith 'AB'`, true],
    [`'abc' startswith_cs 'AB'`, false],
    [`'abc' !endswith 'BC'`, false],
    [`'b' in ('a', 'b')`, true],
    [`'B' in ('a', 'b')`, false],
    [`'B' in~ ('a', 'b')`, true],
    [`'c' !in ('a', 'b')`, true],
    [`'a-b' has_any ('x', 'B')`, true],
    [`'a-b' has_all ('x', 'B')`, false],
    [`'vm17' matches regex @'^vm\\d+$'`, true],
    [`'' == ''`, true],
  ])('%s is %s', async (expression, expected) => {
    expect(await value(expression)).toBe(expected);
  });

  it('answer the same for a column as for a constant', async () => {
    expect(await ofColumn('string', `'a', 'B', '', 'a'`, `x =~ 'b'`)).toEqual([false, true, false, false]);
    expect(await ofColumn('string', `'a', 'B', '', 'a'`, `x in ('a', 'c')`)).toEqual([true, false, false, true]);
    expect(await ofColumn('string', `'a', 'B', '', 'a'`, `strcmp(x, 'a') < 0`)).toEqual([false, true, true, false]);
  });
});

describe('nulls', () => {
  it.each([
    ['long(null) == long(null)', true],
    ['long(null) == 1', false],
    ['long(null) != 1', true],
    ['long(null) < 1', null],
    ['not(long(null) < 1)', null],
    ['false and long(null) < 1', false],
    ['true and long(null) < 1', null],
    ['true or long(null) < 1', true],
    ['long(null) between (1 .. 2)', null],
    ['long(null) + 1', null],
    ['isnull(long(null))', true],
    [`isnull('')`, false],
    [`isempty('')`, true],
    ['coalesce(long(null), 3)', 3],
    [`coalesce('', 'b')`, 'b'],
    [`iff(long(null) > 1, 'a', 'b')`, 'b'],
    [`tolong('many')`, null],
    [`strcat('a', long(null), 'b')`, 'ab'],
  ])('%s is %s', async (expression, expected) => {
    expect(await value(expression)).toBe(expected);
  });
});

describe('numbers', () => {
  it.each([
    ['7 / 2', 3],
    ['-7 / 2', -3],
    ['7 / 2.0', 3.5],
    ['7 / 0', null],
    ['-7 % 5', 3],
    ['7 % -5', 2],
    ['bin(-7, 5)', -10],
    ['bin(7.5, 2.0)', 6],
    ['floor(-1.5, 1.0)', -2],
    ['round(2.5)', 3],
    ['round(-2.345, 2)', -2.35],
    ['abs(-4)', 4],
    ['pow(2, 10)', 1024],
    ['tostring(9007199254740993 + 2)', '9007199254740995'],
    ['tostring(9223372036854775807)', '9223372036854775807'],
    ['9007199254740993 == 9007199254740992', false],
    [`tolong('0x10')`, 16],
    ['tolong(3.9)', 3],
    ['toint(3000000000)', null],
    [`toreal('1e3')`, 1000],
    ['1.0 / 0.0', 'Infinity'],
    ['max_of(1, 3, 2)', 3],
  ])('%s is %s', async (expression, expected) => {
    expect(await value(expression)).toBe(expected);
  });
});

describe('times', () => {
  const at = 'datetime(2026-03-31T23:59:59.1234567Z)';
  it.each([
    [`${at} - 1tick`, '2026-03-31T23:59:59.1234566Z'],
    [`${at} + 1d`, '2026-04-01T23:59:59.1234567Z'],
    [`${at} - datetime(2026-03-31)`, '23:59:59.1234567'],
    [`bin(${at}, 1h)`, '2026-03-31T23:00:00Z'],
    ['bin(datetime(2026-11-22), 7d)', '2026-11-16T00:00:00Z'],
    ['bin(datetime(1969-12-31T23:00:00Z), 1d)', '1969-12-31T00:00:00Z'],
    ['bin_at(datetime(2026-11-22), 7d, datetime(2026-11-20))', '2026-11-20T00:00:00Z'],
    [`startofweek(${at})`, '2026-03-29T00:00:00Z'],
    [`endofmonth(${at})`, '2026-03-31T23:59:59.9999999Z'],
    [`startofyear(${at}, -1)`, '2025-01-01T00:00:00Z'],
    [`dayofweek(${at})`, '2.00:00:00'],
    [`hourofday(${at})`, 23],
    [`datetime_add('month', -1, ${at})`, '2026-02-28T23:59:59.1234567Z'],
    [`datetime_diff('day', datetime(2026-03-02), datetime(2026-03-01T23:00:00Z))`, 1],
    [`format_datetime(${at}, 'yy-MM-dd HH:mm:ss.fff')`, '26-03-31 23:59:59.123'],
    ['now()', '2026-11-22T12:00:00Z'],
    ['ago(1h)', '2026-11-22T11:00:00Z'],
    ['1d / 1h', 24],
    ['1h * 1.5', '01:30:00'],
    ['-1h % 25m', '00:15:00'],
    ['datetime(2026-11-22) between (datetime(2026-11-21) .. 1d)', true],
    [`tostring(${at})`, '2026-03-31T23:59:59.1234567Z'],
    [`todatetime('yesterday')`, null],
    [`totimespan('1.00:00:01')`, '1.00:00:01'],
  ])('%s is %s', async (expression, expected) => {
    expect(await value(expression)).toBe(expected);
  });
});

describe('text and dynamic functions', () => {
  it.each([
    [`split('a;b;;c', ';')`, '["a","b","","c"]'],
    [`split('a;b', ';', 1)`, '["b"]'],
    [`substring('abcdef', 2, 3)`, 'cde'],
    [`substring('abcdef', -2)`, 'ef'],
    [`extract(@'(\\d+)\\.(\\d+)', 2, 'v10.25')`, '25'],
    [`replace_string('a.b.c', '.', '$&')`, 'a$&b$&c'],
    [`replace_regex('x1y22', @'(\\d+)', @'<\\1>')`, 'x<1>y<22>'],
    [`strlen('héllo')`, 5],
    [`toupper('straße')`, 'STRASSE'],
    [`trim(@'[/]+', '//etc//')`, 'etc'],
    [`indexof('abcabc', 'c', 3)`, 5],
    [`countof('aaa', 'aa')`, 2],
    [`strcat_delim('-', 'a', 1, true)`, 'a-1-True'],
    [`tostring(dynamic({"a":[1,2]}))`, '{"a":[1,2]}'],
    [`tolong(parse_json('{"a":{"b":[5,7]}}').a.b[-1])`, 7],
    [`isnull(parse_json('{"a":1}').b)`, true],
    [`parse_json('no json')`, 'no json'],
    [`array_length(dynamic([1,2,3]))`, 3],
    [`bag_keys(dynamic({"x":1,"y":2}))`, '["x","y"]'],
    [`array_index_of(dynamic(['a','b']), 'b')`, 1],
    [`case(1 > 2, 'a', 2 > 1, 'b', 'c')`, 'b'],
  ])('%s is %s', async (expression, expected) => {
    expect(await value(expression)).toBe(expected);
  });

  it('answer the same for a column as for a constant', async () => {
    expect(await ofColumn('string', `'a,b', '', 'a,b'`, `split(x, ',')[0]`)).toEqual(['a', '', 'a']);
    expect(await ofColumn('string', `'12', '', 'x'`, 'tolong(x)')).toEqual([12, null, null]);
    expect(await ofColumn('string', `'Ab', '', 'Ab'`, 'strcat(tolower(x), strlen(x))')).toEqual(['ab2', '0', 'ab2']);
  });
});
