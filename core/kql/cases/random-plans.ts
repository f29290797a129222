import type { ColumnType } from '../schema';
import type { CaseStore } from './run-cases';
import { laterStep, lastStep } from './random-operators';
import { numbers, reals, texts, time } from './random-rows';
import { chance, type Column, of, pick, type Pipe, type Random, some } from './random-tools';
import { comparableRows, runQuery } from './run-cases';

const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\t', '\\t')}"`;

const baseColumns: readonly Column[] = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Computer', type: 'string' },
  { name: 'ConfigChangeType', type: 'string' },
  { name: 'FileSystemPath', type: 'string' },
  { name: 'FieldsChanged', type: 'string' },
  { name: 'RowId_CF', type: 'string' },
  { name: 'Size', type: 'long' },
  { name: 'PreviousSize', type: 'long' },
  { name: 'DateModified', type: 'datetime' },
  { name: '_BilledSize', type: 'real' },
];

const textOperators = ['contains', 'startswith', 'endswith', 'has', 'hasprefix', 'hassuffix'] as const;
const patterns = [String.raw`^[/\\]*[^/\\]+[/\\]?`, '[a-z]+', '^[^s]*s', '[^ ]', String.raw`\w+$`, 'w.b'] as const;
const orders = ['==', '!=', '<', '<=', '>', '>='] as const;

const needle = (random: Random): string => {
  const text = pick(random, texts);
  if (chance(random, 0.6)) return quoted(text);
  const letters = [...text];
  const from = Math.floor(random() * letters.length);
  return quoted(letters.slice(from, from + 1 + Math.floor(random() * 4)).join(''));
};

const textCondition = (random: Random, name: string): string => {
  const value = () => quoted(pick(random, texts));
  switch (Math.floor(random() * 8)) {
    case 0:
      return `${name} ${pick(random, ['==', '!=', '=~', '!~'])} ${value()}`;
    case 1:
      return `${name} ${pick(random, ['in', '!in', 'in~', '!in~'])} (${value()}, ${value()}, ${value()})`;
    case 2:
      return `${pick(random, ['isempty', 'isnotempty'])}(${name})`;
    case 3:
      return `${name} ${pick(random, ['has_any', 'has_all'])} (${needle(random)}, ${needle(random)})`;
    case 4:
      return `strcmp(${name}, ${value()}) ${pick(random, ['<', '>=', '=='])} 0`;
    default: {
      const operator = pick(random, textOperators);
      return `${name} ${chance(random, 0.3) ? '!' : ''}${operator}${chance(random, 0.4) ? '_cs' : ''} ${needle(random)}`;
    }
  }
};

const valueOf = (random: Random, type: ColumnType): string => {
  switch (type) {
    case 'datetime':
      return chance(random, 0.3) ? `ago(${pick(random, ['1d', '36h', '90m'])})` : `datetime(${time(random)})`;
    case 'long':
      return String(pick(random, numbers));
    case 'real':
      return pick(random, reals).toFixed(2);
    default:
      return quoted(pick(random, texts));
  }
};

const condition = (random: Random, columns: readonly Column[], depth = 0): string => {
  if (depth < 2 && chance(random, 0.35)) {
    const left = condition(random, columns, depth + 1);
    const right = condition(random, columns, depth + 1);
    return pick(random, [`(${left} and ${right})`, `(${left} or ${right})`, `not(${left})`]);
  }
  const column = columns[Math.floor(random() * columns.length)];
  if (column === undefined) return 'true';
  const { name, type } = column;
  if (type === 'string') return textCondition(random, name);
  if (type === 'bool') return pick(random, [name, `not(${name})`, `isnull(${name})`]);
  const same = columns.filter((of) => of.type === type && of.name !== name);
  const other = same[Math.floor(random() * same.length)];
  switch (Math.floor(random() * 6)) {
    case 0:
      return `${name} ${pick(random, ['between', '!between'])} (${valueOf(random, type)} .. ${valueOf(random, type)})`;
    case 1:
      return `${pick(random, ['isnull', 'isnotnull'])}(${name})`;
    case 2:
      return type === 'long' ? `${name} ${pick(random, ['in', '!in'])} (0, 7, 2100)` : `isnotnull(${name})`;
    case 3:
      return other === undefined ? `isnull(${name})` : `${name} ${pick(random, orders)} ${other.name}`;
    default:
      return `${name} ${pick(random, orders)} ${valueOf(random, type)}`;
  }
};

const extend = (random: Random, pipe: Pipe): void => {
  const name = `x${pipe.steps.length}`;
  const made: Column & { readonly text: string } = (() => {
    const [long, second] = some(random, of(pipe.columns, 'long'), 2);
    const [text] = some(random, of(pipe.columns, 'string'));
    const [moment] = some(random, of(pipe.columns, 'datetime'));
    const choices = [
      ...(long
        ? [
            {
              name,
              type: 'long' as const,
              text: `${long.name} ${pick(random, ['+', '-', '*'])} ${(second ?? long).name}`,
            },
          ]
        : []),
      ...(long ? [{ name, type: 'long' as const, text: `coalesce(${long.name}, 0) % 7` }] : []),
      ...(long ? [{ name, type: 'long' as const, text: `bin(${long.name}, 100)` }] : []),
      ...(text
        ? [{ name, type: 'string' as const, text: `${pick(random, ['tolower', 'toupper'])}(${text.name})` }]
        : []),
      ...(text ? [{ name, type: 'string' as const, text: `strcat(${text.name}, "/", tolower(${text.name}))` }] : []),
      ...(text ? [{ name, type: 'long' as const, text: `strlen(${text.name})` }] : []),
      ...(text
        ? [{ name, type: 'string' as const, text: `extract(@"${pick(random, patterns)}", 0, ${text.name})` }]
        : []),
      ...(text
        ? [{ name, type: 'string' as const, text: `iff(${condition(random, pipe.columns)}, ${text.name}, "none")` }]
        : []),
      ...(moment
        ? [{ name, type: 'datetime' as const, text: `bin(${moment.name}, ${pick(random, ['1h', '1d', '15m', '7d'])})` }]
        : []),
      ...(moment
        ? [
            {
              name,
              type: 'datetime' as const,
              text: `bin_at(${moment.name}, ${pick(random, ['1h', '1d', '7d'])}, datetime(${pick(random, ['2026-11-20 18:15', '1969-12-31 23:00'])}))`,
            },
          ]
        : []),
      ...(moment ? [{ name, type: 'datetime' as const, text: `startofday(${moment.name})` }] : []),
      { name, type: 'bool' as const, text: condition(random, pipe.columns) },
    ];
    const [first = { name, type: 'long' as const, text: '1' }, ...others] = choices;
    return pick(random, [first, ...others]);
  })();
  pipe.steps.push(`extend ${name} = ${made.text}`);
  pipe.columns = [...pipe.columns, { name, type: made.type }];
};

const summarize = (random: Random, pipe: Pipe): void => {
  const keys = chance(random, 0.8) ? some(random, of(pipe.columns, 'string', 'long', 'datetime', 'bool')) : [];
  const [long] = some(random, of(pipe.columns, 'long'));
  const [real] = some(random, of(pipe.columns, 'real'));
  const [any] = some(random, of(pipe.columns, 'string', 'long', 'datetime'));
  const [text] = some(random, of(pipe.columns, 'string'));
  const [moment] = some(random, of(pipe.columns, 'datetime'));
  const choices: (Column & { readonly text: string })[] = [
    ...(long
      ? [{ name: 'p', type: 'long' as const, text: `percentile(${long.name}, ${pick(random, [5, 50, 95])})` }]
      : []),
    ...(text ? [{ name: 't', type: 'string' as const, text: `tostring(array_sort_asc(make_set(${text.name})))` }] : []),
    ...(moment
      ? [{ name: 'u', type: 'string' as const, text: `tostring(array_sort_desc(make_list(${moment.name})))` }]
      : []),
    { name: 'n', type: 'long', text: 'count()' },
    { name: 'c', type: 'long', text: `countif(${condition(random, pipe.columns)})` },
    ...(long ? [{ name: 's', type: 'long' as const, text: `sum(${long.name})` }] : []),
    ...(long ? [{ name: 'a', type: 'real' as const, text: `avg(${long.name})` }] : []),
    ...(real ? [{ name: 'r', type: 'real' as const, text: `sum(${real.name})` }] : []),
    ...(any ? [{ name: 'd', type: 'long' as const, text: `dcount(${any.name})` }] : []),
    ...(any ? [{ name: 'lo', type: any.type, text: `min(${any.name})` }] : []),
    ...(any ? [{ name: 'hi', type: any.type, text: `max(${any.name})` }] : []),
  ];
  const taken = new Set(keys.map((key) => key.name));
  const aggregates = some(random, choices).filter((each) => !taken.has(each.name));
  const list = aggregates.map((each) => `${each.name} = ${each.text}`).join(', ');
  const by = keys.map((key) => key.name).join(', ');
  if (list === '' && by === '') return;
  pipe.steps.push(`summarize ${list}${by === '' ? '' : ` by ${by}`}`);
  pipe.columns = [...keys, ...aggregates.map(({ name, type }) => ({ name, type }))];
  pipe.ordered = false;
};

/** Sorting by every column, so that equal rows are equal in all of them and the order is one. */
const sort = (random: Random, pipe: Pipe): void => {
  const direction = () => `${pick(random, ['asc', 'desc'])}${pick(random, ['', ' nulls first', ' nulls last'])}`;
  const keys = some(random, pipe.columns, pipe.columns.length).map((column) => `${column.name} ${direction()}`);
  pipe.steps.push(`sort by ${keys.join(', ')}`);
  pipe.ordered = true;
  if (chance(random, 0.6)) pipe.steps.push(`take ${Math.floor(random() * 20)}`);
};

/** A page out of rows in an order that leaves ties, which every store settles by the order the rows were stored in. */
const page = (random: Random, pipe: Pipe): void => {
  const keys = some(random, pipe.columns).map(
    ({ name, type }) =>
      `${type === 'string' && chance(random, 0.4) ? `${pick(random, ['tolower', 'strcat'])}(${name})` : name} ${pick(random, ['asc', 'desc'])}${pick(random, ['', ' nulls first', ' nulls last'])}`,
  );
  pipe.steps.push(`sort by ${keys.join(', ')}`);
  pipe.ordered = true;
  const [first, count] = [Math.floor(random() * 150), Math.floor(random() * 40)];
  if (chance(random, 0.2)) return void pipe.steps.push(`take ${count}`);
  const number = `n${pipe.steps.length}`;
  pipe.steps.push(`extend ${number} = row_number()`);
  pipe.columns = [...pipe.columns, { name: number, type: 'long' }];
  const within = [
    `${number} > ${first} and ${number} <= ${first + count}`,
    `${number} between (${first} .. ${first + count})`,
    `${first} <= ${number} and ${number} < ${first + count} and ${condition(random, pipe.columns)}`,
    `${number} == ${first}`,
    condition(random, pipe.columns),
  ] as const;
  pipe.steps.push(`where ${pick(random, within)}`);
};

const step = (random: Random, pipe: Pipe): void => {
  switch (Math.floor(random() * 10)) {
    case 5:
    case 6:
      return laterStep(random, pipe, () => condition(random, baseColumns));
    case 0:
      return extend(random, pipe);
    case 1: {
      pipe.columns = some(random, pipe.columns, 2);
      pipe.steps.push(`project ${pipe.columns.map((column) => column.name).join(', ')}`);
      return;
    }
    case 2:
      return summarize(random, pipe);
    case 3: {
      pipe.columns = some(random, pipe.columns);
      pipe.steps.push(`distinct ${pipe.columns.map((column) => column.name).join(', ')}`);
      pipe.ordered = false;
      return;
    }
    case 4:
      return sort(random, pipe);
    default:
      pipe.steps.push(`where ${condition(random, pipe.columns)}`);
  }
};

export type RandomQuery = { readonly text: string; readonly ordered: boolean };

/** A query over `ConfigurationChange` whose answer does not depend on the order in which a store gives its rows.
 * Without `overData`, its columns do not depend on the rows either. */
export const randomQuery = (random: Random, { overData = true } = {}): RandomQuery => {
  const pipe: Pipe = { steps: [], columns: baseColumns, ordered: false };
  const [names] = [baseColumns.map((column) => column.name).join(', ')];
  const early = chance(random, 0.5);
  if (!early) pipe.steps.push(`project ${names}`);
  const count = 1 + Math.floor(random() * 5);
  if (early) pipe.steps.push(`where ${condition(random, pipe.columns)}`, `project ${names}`);
  // Only as long as the rows are the stored ones is there an order that settles ties.
  if (chance(random, 0.25)) page(random, pipe);
  for (let at = 0; at < count; at++) step(random, pipe);
  if (chance(random, 0.1)) {
    pipe.steps.push('count');
    pipe.ordered = false;
  } else if (overData && chance(random, 0.3)) lastStep(random, pipe);
  return { text: ['ConfigurationChange', ...pipe.steps].join('\n| '), ordered: pipe.ordered };
};

export type PushDownResult =
  | { readonly same: true; readonly rows: number; readonly pushed: readonly string[] }
  | { readonly same: false; readonly report: string };

/** Runs a query with and without push-down on one store and compares the answers. */
export const comparePushDown = async (query: RandomQuery, store: CaseStore): Promise<PushDownResult> => {
  const [on, off] = [await runQuery(query.text, store), await runQuery(query.text, { ...store, canPush: () => false })];
  if (on.kind === 'refused' || off.kind === 'refused') {
    const refused = on.kind === 'refused' ? on : off;
    const said = refused.kind === 'refused' ? `${refused.code} ${refused.message}` : '';
    return { same: false, report: `refused: ${said}\n${query.text}` };
  }
  const left = comparableRows(on.answer.rows, query.ordered);
  const right = comparableRows(off.answer.rows, query.ordered);
  if (left.join('\n') === right.join('\n')) return { same: true, rows: left.length, pushed: on.answer.pushed };
  const only = (from: readonly string[], than: readonly string[]) =>
    from.filter((line, at) => (query.ordered ? than[at] !== line : !than.includes(line))).slice(0, 10);
  return {
    same: false,
    report: `${query.text}\n${on.answer.plan}\nwith push-down (${left.length} rows)\n  ${only(left, right).join('\n  ')}\nwithout (${right.length} rows)\n  ${only(right, left).join('\n  ')}`,
  };
};
