import type { AggregateFunction } from '../registry';
import type { ColumnSchema, ColumnType } from '../schema';
import { defineAggregate, firstType } from './aggregate-define';
import { bitCombiner, covariator, deviator } from './aggregate-numbers';
import { percentiler } from './aggregate-percentile';
import type { NamedParameter } from './define';

/** `stdev`, `variance` and their kin, with and without a condition. */
const spread = (name: string, population: boolean, root: boolean, title: string): readonly AggregateFunction[] => [
  defineAggregate({ name, params: ['expr:number'], result: 'real', summary: `${title}.` }, () =>
    deviator(population, root),
  ),
  defineAggregate(
    {
      name: `${name}if`,
      params: ['expr:number', 'predicate:bool'],
      result: 'real',
      summary: `${title} where the condition holds.`,
    },
    () => deviator(population, root, 1),
  ),
];

const covariance = (name: string, population: boolean, title: string): readonly AggregateFunction[] =>
  [false, true].map((conditional) => ({
    ...defineAggregate(
      {
        name: conditional ? `${name}if` : name,
        params: conditional ? ['expr1:number', 'expr2:number', 'predicate:bool'] : ['expr1:number', 'expr2:number'],
        result: 'real',
        summary: conditional ? `${title} where the condition holds.` : `${title}.`,
      },
      () => covariator(population, conditional ? 2 : undefined),
      ([first, second]): readonly ColumnSchema[] => [
        { name: `${conditional ? `${name}if` : name}_${first?.name ?? ''}_${second?.name ?? ''}`, type: 'real' },
      ],
    ),
  }));

const percentileType = (type: ColumnType): ColumnType => (type === 'int' ? 'long' : type === 'dynamic' ? 'real' : type);

const rankText = (rank: number): string => String(rank).replace('.', '_');

/** `percentile` (one rank), `percentiles` (several) and the forms with weights and as one array. */
const percentile = (name: string, form: 'one' | 'many' | 'array', weighted: boolean): AggregateFunction => {
  const skip = weighted ? 2 : 1;
  const params: readonly NamedParameter[] = [
    'expr:span',
    ...(weighted ? ['weight:integer' as const] : []),
    form === 'array' ? 'percentile:any' : 'percentile:number',
  ];
  const summary = `${form === 'one' ? 'Value at a percentile' : `Values at percentiles${form === 'array' ? ', as an array' : ''}`}${weighted ? ', by weight' : ''}: nearest rank, exact.`;
  return defineAggregate(
    {
      name,
      params,
      variadic: form !== 'one',
      result: form === 'array' ? 'dynamic' : percentileType,
      prefix: 'percentile',
      summary,
    },
    (types) => percentiler(firstType(types), weighted, form === 'array' ? undefined : types.length - skip),
    (args): readonly ColumnSchema[] => {
      const [first] = args;
      const of = first?.name ?? '';
      if (form === 'array') return [{ name: `percentiles_${of}`, type: 'dynamic' }];
      return args.slice(skip).map(({ value }) => ({
        name: `percentile_${of}${typeof value === 'number' ? `_${rankText(value)}` : ''}`,
        type: percentileType(first?.type ?? 'long'),
      }));
    },
  );
};

const bitwise = (operation: string, combine: (left: bigint, right: bigint) => bigint): AggregateFunction =>
  defineAggregate(
    {
      name: `binary_all_${operation}`,
      params: ['expr:integer'],
      result: 'long',
      summary: `All values combined bit by bit with ${operation}.`,
    },
    () => bitCombiner(combine),
  );

/** Aggregates of distribution and spread. */
export const statisticalAggregates: readonly AggregateFunction[] = [
  ...spread('stdev', false, true, 'Sample standard deviation'),
  ...spread('stdevp', true, true, 'Population standard deviation').slice(0, 1),
  ...spread('variance', false, false, 'Sample variance'),
  ...spread('variancep', true, false, 'Population variance'),
  ...covariance('covariance', false, 'Sample covariance of two columns'),
  ...covariance('covariancep', true, 'Population covariance of two columns'),
  percentile('percentile', 'one', false),
  percentile('percentiles', 'many', false),
  percentile('percentiles_array', 'array', false),
  percentile('percentilew', 'one', true),
  percentile('percentilesw', 'many', true),
  percentile('percentilesw_array', 'array', true),
  bitwise('and', (left, right) => left & right),
  bitwise('or', (left, right) => left | right),
  bitwise('xor', (left, right) => left ^ right),
];
