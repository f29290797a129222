import type { AggregateFunction, Aggregator } from '../registry';
import type { ColumnType } from '../schema';
import { collectionAggregates } from './aggregate-collections';
import { defineAggregate, firstType } from './aggregate-define';
import { averager, counter, summer } from './aggregate-numbers';
import { distinctCounter, extremum, rowKeeper } from './aggregate-rows';
import { statisticalAggregates } from './aggregate-statistics';

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
const greater = (order: number): boolean => order > 0;
const smaller = (order: number): boolean => order < 0;
const never = (): boolean => false;

/** Values of the first row; of a single column the first that is neither null nor empty. */
/** The columns of the older `argmax`: `max_a`, then `max_a_b` for what comes along. */
const companionNames =
  (prefix: string): AggregateFunction['columns'] =>
  ([first, ...rest]) => {
    const name = `${prefix}_${first?.name ?? ''}`;
    return [
      { name, type: first?.type ?? 'long' },
      ...rest.map((of) => ({ name: `${name}_${of.name ?? ''}`, type: of.type })),
    ];
  };

const anyRow = (types: readonly ColumnType[]): Aggregator =>
  types.length === 1 ? rowKeeper(types, never, true, { skipEmpty: true }) : rowKeeper(types, never, false);

const count = defineAggregate(
  {
    name: 'count',
    params: ['predicate:any'],
    optional: 1,
    result: 'long',
    summary: 'Number of rows, or of those where a condition holds.',
  },
  (types) => counter(types[0] === 'bool' ? 0 : undefined),
);

export const aggregateFunctions: readonly AggregateFunction[] = [
  count,
  { ...count, name: 'cnt', defaultName: (argument) => `cnt_${argument ?? ''}` },
  defineAggregate(
    {
      name: 'countif',
      params: ['predicate:bool'],
      result: 'long',
      summary: 'Number of rows where the condition holds.',
    },
    () => counter(0),
  ),
  defineAggregate(
    {
      name: 'dcount',
      params: ['expr:any', 'accuracy:integer'],
      optional: 1,
      result: 'long',
      summary: 'Number of distinct values, exact.',
    },
    (types) => distinctCounter(firstType(types), undefined),
  ),
  defineAggregate(
    {
      name: 'dcountif',
      params: ['expr:any', 'predicate:bool', 'accuracy:integer'],
      optional: 1,
      result: 'long',
      summary: 'Number of distinct values where the condition holds.',
    },
    (types) => distinctCounter(firstType(types), 1),
  ),
  defineAggregate(
    { name: 'count_distinct', params: ['expr:any'], result: 'long', summary: 'Number of distinct values.' },
    (types) => distinctCounter(firstType(types), undefined),
  ),
  defineAggregate(
    {
      name: 'count_distinctif',
      params: ['expr:any', 'predicate:bool'],
      result: 'long',
      summary: 'Number of distinct values where the condition holds.',
    },
    (types) => distinctCounter(firstType(types), 1),
  ),
  defineAggregate({ name: 'sum', params: ['expr:span'], result: numeric, summary: 'Sum of the values.' }, (types) =>
    summer(firstType(types), undefined),
  ),
  defineAggregate(
    {
      name: 'sumif',
      params: ['expr:span', 'predicate:bool'],
      result: numeric,
      summary: 'Sum where the condition holds.',
    },
    (types) => summer(firstType(types), 1),
  ),
  defineAggregate({ name: 'avg', params: ['expr:span'], result: average, summary: 'Mean of the values.' }, (types) =>
    averager(firstType(types), undefined),
  ),
  defineAggregate(
    {
      name: 'avgif',
      params: ['expr:span', 'predicate:bool'],
      result: average,
      summary: 'Mean where the condition holds.',
    },
    (types) => averager(firstType(types), 1),
  ),
  defineAggregate({ name: 'min', params: ['expr:any'], result: itself, summary: 'Smallest value.' }, (types) =>
    extremum(firstType(types), smaller, undefined),
  ),
  defineAggregate(
    {
      name: 'minif',
      params: ['expr:any', 'predicate:bool'],
      result: itself,
      summary: 'Smallest value where the condition holds.',
    },
    (types) => extremum(firstType(types), smaller, 1),
  ),
  defineAggregate({ name: 'max', params: ['expr:any'], result: itself, summary: 'Largest value.' }, (types) =>
    extremum(firstType(types), greater, undefined),
  ),
  defineAggregate(
    {
      name: 'maxif',
      params: ['expr:any', 'predicate:bool'],
      result: itself,
      summary: 'Largest value where the condition holds.',
    },
    (types) => extremum(firstType(types), greater, 1),
  ),
  defineAggregate(
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
  defineAggregate(
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
  defineAggregate(
    {
      name: 'take_any',
      params: ['expr:any'],
      variadic: true,
      result: itself,
      prefix: 'any',
      summary: 'Values of some row.',
    },
    (types) => anyRow(types),
  ),
  defineAggregate(
    { name: 'any', params: ['expr:any'], variadic: true, result: itself, summary: 'Values of some row.' },
    (types) => anyRow(types),
    (args) => args.map(({ name, type }) => ({ name: `any_${name ?? ''}`, type })),
  ),
  defineAggregate(
    { name: 'argmax', params: ['maximized:any'], variadic: true, result: itself, summary: 'The older arg_max.' },
    (types) => rowKeeper(types, greater, true),
    companionNames('max'),
  ),
  defineAggregate(
    { name: 'argmin', params: ['minimized:any'], variadic: true, result: itself, summary: 'The older arg_min.' },
    (types) => rowKeeper(types, smaller, true),
    companionNames('min'),
  ),
  ...(['take_anyif', 'anyif'] as const).map((name) =>
    defineAggregate(
      {
        name,
        params: ['expr:any', 'predicate:bool'],
        result: itself,
        summary: 'Value of some row where the condition holds.',
      },
      (types) => rowKeeper(types, never, true, { conditionIndex: 1, skipEmpty: true }),
    ),
  ),
  ...collectionAggregates,
  ...statisticalAggregates,
];
