import type { Format } from './format';

const isWhole = /^-?\d+$/;
/** A number as JSON writes it. */
const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** JSON text of a dynamic value: as it came, so that nothing in it is rounded; one that is a plain string is a string. */
const dynamicText = (text: string): string => {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
};

/** A cell of the wire as JSON: figures with all their digits. */
const cellJson = (value: unknown, type: string): string => {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') {
    if (type === 'dynamic') return dynamicText(value);
    if ((type === 'long' || type === 'int') && isWhole.test(value)) return value;
    if ((type === 'real' || type === 'decimal') && isNumber.test(value)) return value;
  }
  return JSON.stringify(value);
};

/** One object: what was asked, the columns, the rows as objects (a line each), and at the end their number and whether they are all. */
export const jsonFormat: Format = (columns, { kql, timespan, exportedAt }) => {
  const names = columns.map(({ name }) => JSON.stringify(name));
  let isFirst = true;
  return {
    head: () => {
      const facts = JSON.stringify({
        query: kql,
        timespan,
        exportedAt,
        columns: columns.map(({ name, type }) => (type === 'datetime' ? { name, type, zone: 'UTC' } : { name, type })),
      });
      return `${facts.slice(0, -1)},\n"rows":[`;
    },
    rows: (rows) => {
      const text = rows
        .map((row) => `{${columns.map(({ type }, at) => `${names[at]}:${cellJson(row[at], type)}`).join(',')}}`)
        .join(',\n');
      if (text === '') return '';
      const separator = isFirst ? '\n' : ',\n';
      isFirst = false;
      return separator + text;
    },
    tail: ({ count, missing }) =>
      `\n],\n${JSON.stringify({ rowCount: count, complete: missing === undefined, missing }).slice(1)}\n`,
  };
};
