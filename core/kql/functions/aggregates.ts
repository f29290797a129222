import type { AggregateFunction, Aggregator } from '../registry';
import type { ColumnType } from '../schema';
import { averager, counter, deviator, summer } from './aggregate-numbers';
import { collector, distinctCounter, extremum, percentiler, rowKeeper } from './aggregate-rows';
import { accepts, listParameters, type NamedParameter } from './define';

type Definition = {
  readonly name: string;
  readonly params: readonly NamedParameter[];
  readonly optional?: number;
  readonly variadic?: boolean;
  readonly result: ColumnType | ((type: ColumnType) => ColumnType | undefined);
  /** Start of the default column name; the aggregate's own name unless given. */
  readonly prefix?: string;
  readonly summary: string;
};

const define = (definition: Definition, create: (types: readonly ColumnType[]) => Aggregator): AggregateFunction => {
  const { name, params, optional = 0, variadic = false, result, prefix = name, summary } = definition;
  const parameters = listParameters(params, optional, variadic);
  const minArgs = params.length - optional;
  const maxArgs = variadic ? Number.POSITIVE_INFINITY : params.length;
  return {
    name,
    minArgs,
    maxArgs,
    parameters,
    summary,
    resolve: (types) => {
      if (types.length < minArgs || types.length > maxArgs) return undefined;
      const fits = types.every((type, index) =>
        accepts(parameters[Math.min(index, parameters.length - 1)]?.type ?? 'any', type),
      );
      if (!fits) return undefined;
      return typeof result === 'function' ? result(types[0] ?? 'long') : result;
    },
    defaultName: (argument) => `${prefix}_${argument ?? ''}`,
    create,
  };
};

const numeric = (type: ColumnType): ColumnType | undefined => {
  switch (type) {
    case 'int':
    case 'long':
      return 'long';
    case 'dynamic':
    case 'real':
      return 'real';
    case 'decimal':
    case 'timespan':
      return type;
    default:
      return undefined;
  }
};
const average = (type: ColumnType): ColumnType | undefined =>
  type === 'datetime' ? type : numeric(type) === 'long' ? 'real' : numeric(type);
const itself = (type: ColumnType): ColumnType => type;
const first = (types: readonly ColumnType[]): ColumnType => types[0] ?? 'long';
const greater = (order: number): boolean => order > 0;
const smaller = (order: number): boolean => order < 0;
const never = (): boolean => false;

export const aggregateFunctions: readonly AggregateFunction[] = [
  define({ name: 'count', params: [], result: 'long', summary: 'Number of rows.' }, () => counter(undefined)),
  define(
    {
      name: 'countif',
      params: ['predicate:bool'],
      result: 'long',
      summary: 'Number of rows where the condition holds.',
    },
    () => counter(0),
  ),
  define(
    {
      name: 'dcount',
      params: ['expr:any', 'accuracy:integer'],
      optional: 1,
      result: 'long',
      summary: 'Number of distinct values, exact.',
    },
    (types) => distinctCounter(first(types), undefined),
  ),
  define(
    {
      name: 'dcountif',
      params: ['expr:any', 'predicate:bool', 'accuracy:integer'],
      optional: 1,
      result: 'long',
      summary: 'Number of distinct values where the condition holds.',
    },
    (types) => distinctCounter(first(types), 1),
  ),
  define(
    { name: 'count_distinct', params: ['expr:any'], result: 'long', summary: 'Number of distinct values.' },
    (types) => distinctCounter(first(types), undefined),
  ),
  define({ name: 'sum', params: ['expr:span'], result: numeric, summary: 'Sum of the values.' }, (types) =>
    summer(first(types), undefined),
  ),
  define(
    {
      name: 'sumif',
      params: ['expr:span', 'predicate:bool'],
      result: numeric,
      summary: 'Sum where the condition holds.',
    },
    (types) => summer(first(types), 1),
  ),
  define({ name: 'avg', params: ['expr:span'], result: average, summary: 'Mean of the values.' }, (types) =>
    averager(first(types), undefined),
  ),
  define(
    {
      name: 'avgif',
      params: ['expr:span', 'predicate:bool'],
      result: average,
      summary: 'Mean where the condition holds.',
    },
    (types) => averager(first(types), 1),
  ),
  define({ name: 'min', params: ['expr:any'], result: itself, summary: 'Smallest value.' }, (types) =>
    extremum(first(types), smaller, undefined),
  ),
  define(
    {
      name: 'minif',
      params: ['expr:any', 'predicate:bool'],
      result: itself,
      summary: 'Smallest value where the condition holds.',
    },
    (types) => extremum(first(types), smaller, 1),
  ),
  define({ name: 'max', params: ['expr:any'], result: itself, summary: 'Largest value.' }, (types) =>
    extremum(first(types), greater, undefined),
  ),
  define(
    {
      name: 'maxif',
      params: ['expr:any', 'predicate:bool'],
      result: itself,
      summary: 'Largest value where the condition holds.',
    },
    (types) => extremum(first(types), greater, 1),
  ),
  define(
    {
      name: 'arg_max',
      params: ['maximized:any'],
      variadic: true,
      result: itself,
      prefix: 'max',
      summary: 'The row with the largest value.',
    },
    (types) => rowKeeper(types, greater, true),
  ),
  define(
    {
      name: 'arg_min',
      params: ['minimized:any'],
      variadic: true,
      result: itself,
      prefix: 'min',
      summary: 'The row with the smallest value.',
    },
    (types) => rowKeeper(types, smaller, true),
  ),
  define(
    {
      name: 'take_any',
      params: ['expr:any'],
      variadic: true,
      result: itself,
      prefix: 'any',
      summary: 'Values of some row.',
    },
    (types) => rowKeeper(types, never, false),
  ),
  define(
    { name: 'any', params: ['pattern_element:any'], variadic: true, result: itself, summary: 'Values of some row.' },
    (types) => rowKeeper(types, never, false),
  ),
  define(
    {
      name: 'make_set',
      params: ['expr:any', 'maxSize:integer'],
      optional: 1,
      result: 'dynamic',
      prefix: 'set',
      summary: 'Array of the distinct values.',
    },
    () => collector({ distinct: true, sizeIndex: 1 }),
  ),
  define(
    {
      name: 'make_set_if',
      params: ['expr:any', 'predicate:bool', 'maxSize:integer'],
      optional: 1,
      result: 'dynamic',
      prefix: 'set',
      summary: 'Array of the distinct values where the condition holds.',
    },
    () => collector({ distinct: true, conditionIndex: 1, sizeIndex: 2 }),
  ),
  define(
    {
      name: 'make_list',
      params: ['expr:any', 'maxSize:integer'],
      optional: 1,
      result: 'dynamic',
      prefix: 'list',
      summary: 'Array of the values.',
    },
    () => collector({ distinct: false, sizeIndex: 1 }),
  ),
  define(
    {
      name: 'make_list_if',
      params: ['expr:any', 'predicate:bool', 'maxSize:integer'],
      optional: 1,
      result: 'dynamic',
      prefix: 'list',
      summary: 'Array of the values where the condition holds.',
    },
    () => collector({ distinct: false, conditionIndex: 1, sizeIndex: 2 }),
  ),
  define(
    {
      name: 'percentile',
      params: ['expr:span', 'percentile:number'],
      result: (type) => (type === 'int' ? 'long' : type),
      summary: 'Value at a percentile, by nearest rank.',
    },
    (types) => percentiler(first(types)),
  ),
  define({ name: 'stdev', params: ['expr:number'], result: 'real', summary: 'Sample standard deviation.' }, () =>
    deviator(false, true),
  ),
  define({ name: 'stdevp', params: ['expr:number'], result: 'real', summary: 'Population standard deviation.' }, () =>
    deviator(true, true),
  ),
  define({ name: 'variance', params: ['expr:number'], result: 'real', summary: 'Sample variance.' }, () =>
    deviator(false, false),
  ),
  define({ name: 'variancep', params: ['expr:number'], result: 'real', summary: 'Population variance.' }, () =>
    deviator(true, false),
  ),
];
