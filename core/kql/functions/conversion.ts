import type { ScalarFunction } from '../registry';
import type { ColumnType } from '../schema';
import { jsonOfText } from '../cells';
import { alias, argAt, define } from './define';
import { convert } from './read';
import { rowFunction, text } from './row-function';

const to = (name: string, type: ColumnType): ScalarFunction =>
  define(
    { name, params: ['value:any'], result: type, summary: `Converts to ${type}; null where that fails.` },
    (args, length) => {
      const arg = argAt(args, 0);
      return convert(arg, type, arg.constant ? 1 : length);
    },
  );

const toReal = to('toreal', 'real');
const parseJson = rowFunction(
  {
    name: 'parse_json',
    params: ['json_text:any'],
    result: 'dynamic',
    summary: 'The JSON a text holds; the text itself where it is none.',
  },
  ([source]) => (typeof source === 'string' ? jsonOfText(text(source)) : source),
);

export const conversionFunctions: readonly ScalarFunction[] = [
  to('tostring', 'string'),
  to('toint', 'int'),
  to('tolong', 'long'),
  toReal,
  alias('todouble', toReal),
  to('todecimal', 'decimal'),
  to('tobool', 'bool'),
  to('toboolean', 'bool'),
  to('todatetime', 'datetime'),
  to('totimespan', 'timespan'),
  to('totime', 'timespan'),
  to('toguid', 'guid'),
  parseJson,
  alias('parsejson', parseJson),
  alias('todynamic', parseJson),
  alias('toobject', parseJson),
];
