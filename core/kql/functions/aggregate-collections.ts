import type { AggregateFunction } from '../registry';
import { defineAggregate } from './aggregate-define';
import { bagMaker, schemaBuilder, sketcher, sketchMerger } from './aggregate-dynamic';
import { collector } from './aggregate-rows';

const makeSet = defineAggregate(
  {
    name: 'make_set',
    params: ['expr:any', 'maxSize:integer'],
    optional: 1,
    result: 'dynamic',
    prefix: 'set',
    summary: 'Array of the distinct values.',
  },
  () => collector({ distinct: true, sizeIndex: 1 }),
);

const makeList = defineAggregate(
  {
    name: 'make_list',
    params: ['expr:any', 'maxSize:integer'],
    optional: 1,
    result: 'dynamic',
    prefix: 'list',
    summary: 'Array of the values.',
  },
  () => collector({ distinct: false, sizeIndex: 1 }),
);

const makeBag = defineAggregate(
  {
    name: 'make_bag',
    params: ['expr:array', 'maxSize:integer'],
    optional: 1,
    result: 'dynamic',
    prefix: 'bag',
    summary: 'Property bag of all the properties of bags.',
  },
  () => bagMaker(undefined, 1),
);

/** Aggregates that gather values: sets, lists, bags, sketches. */
export const collectionAggregates: readonly AggregateFunction[] = [
  makeSet,
  { ...makeSet, name: 'makeset' },
  defineAggregate(
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
  makeList,
  { ...makeList, name: 'makelist' },
  defineAggregate(
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
  defineAggregate(
    {
      name: 'make_list_with_nulls',
      params: ['expr:any'],
      result: 'dynamic',
      prefix: 'list',
      summary: 'Array of the values, nulls included.',
    },
    () => collector({ distinct: false, keepNulls: true }),
  ),
  makeBag,
  { ...makeBag, name: 'make_dictionary', defaultName: (argument) => `dictionary_${argument ?? ''}` },
  defineAggregate(
    {
      name: 'make_bag_if',
      params: ['expr:array', 'predicate:bool', 'maxSize:integer'],
      optional: 1,
      result: 'dynamic',
      prefix: 'bag',
      summary: 'Property bag of the properties of bags where the condition holds.',
    },
    () => bagMaker(1, 2),
  ),
  defineAggregate(
    {
      name: 'buildschema',
      params: ['expr:array'],
      result: 'dynamic',
      prefix: 'schema',
      summary: 'Smallest schema that admits all values.',
    },
    schemaBuilder,
  ),
  defineAggregate(
    {
      name: 'hll',
      params: ['expr:any', 'accuracy:integer'],
      optional: 1,
      result: 'dynamic',
      summary: 'Sketch of the distinct values, for hll_merge and dcount_hll.',
    },
    () => sketcher(undefined),
  ),
  defineAggregate(
    {
      name: 'hll_if',
      params: ['expr:any', 'predicate:bool', 'accuracy:integer'],
      optional: 1,
      result: 'dynamic',
      summary: 'Sketch of the distinct values where the condition holds.',
    },
    () => sketcher(1),
  ),
  defineAggregate(
    {
      name: 'hll_merge',
      params: ['hll:array'],
      result: 'dynamic',
      summary: 'Sketch of all that several sketches hold.',
    },
    sketchMerger,
    // The scalar function of this name names its result otherwise.
    ([hll]) => [{ name: `hll_merge_${hll?.name ?? ''}`, type: 'dynamic' }],
  ),
];
