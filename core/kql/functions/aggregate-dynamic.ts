import type { Aggregator, TypedVector } from '../registry';
import type { Json, Vector } from '../vector';
import { condition } from './aggregate-numbers';
import {
  addHash,
  emptySketch,
  hashText,
  mergeSketch,
  type Sketch,
  sketchCount,
  sketchJson,
  sketchOf,
} from './hyper-log-log';
import { stepOf } from './define';
import { dynamicReader, textReader } from './read';

/** Aggregates whose result is a dynamic value built up per group. */
const perGroup = <T>(
  make: () => T,
  read: (arg: TypedVector, args: readonly TypedVector[]) => (group: T, row: number) => void,
  finish: (group: T) => Json,
  conditionIndex: number | undefined,
): Aggregator => {
  const states: T[] = [];
  return {
    update: (args, groups, length, groupCount) => {
      while (states.length < groupCount) states.push(make());
      const [arg] = args;
      if (!arg) return;
      const add = read(arg, args);
      const passes = condition(conditionIndex === undefined ? undefined : args[conditionIndex], length);
      for (let row = 0; row < length; row++) {
        const state = states[groups[row] ?? 0];
        if (state !== undefined && (!passes || passes(row))) add(state, row);
      }
    },
    finish: (groupCount): readonly Vector[] => [
      { kind: 'json', values: Array.from({ length: groupCount }, (_, group) => finish(states[group] ?? make())) },
    ],
  };
};

const defaultSize = 1_048_576;

/** `make_bag`: properties of all bags; the first value of a name is kept. */
export const bagMaker = (conditionIndex: number | undefined, sizeIndex: number): Aggregator =>
  perGroup(
    () => new Map<string, Json>(),
    (arg, args) => {
      const read = dynamicReader(arg);
      const size = args[sizeIndex]?.vector;
      const limit = size?.kind === 'number' ? (size.values[0] ?? defaultSize) : defaultSize;
      return (bag, row) => {
        const value = read(row);
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
        for (const [key, item] of Object.entries(value)) if (!bag.has(key) && bag.size < limit) bag.set(key, item);
      };
    },
    (bag) => Object.fromEntries(bag),
    conditionIndex,
  );

/** What values of a place are: names of scalar types, members of bags, elements of arrays. */
type Shape = { readonly scalars: Set<string>; members?: Map<string, Shape>; elements?: Shape };

const emptyShape = (): Shape => ({ scalars: new Set() });

const admit = (shape: Shape, value: Json): void => {
  if (value === null) return;
  if (Array.isArray(value)) {
    shape.elements ??= emptyShape();
    for (const element of value) admit(shape.elements, element);
  } else if (typeof value === 'object') {
    shape.members ??= new Map();
    for (const [key, member] of Object.entries(value)) {
      const known = shape.members.get(key) ?? emptyShape();
      shape.members.set(key, known);
      admit(known, member);
    }
  } else if (typeof value === 'number') shape.scalars.add(Number.isInteger(value) ? 'long' : 'double');
  else shape.scalars.add(typeof value === 'boolean' ? 'bool' : 'string');
};

const shapeJson = ({ scalars, members, elements }: Shape): Json => {
  const containers = [...(members ?? [])].map(([key, member]): [string, Json] => [key, shapeJson(member)]);
  if (elements) containers.push(['`indexer`', shapeJson(elements)]);
  const all: Json[] = [...(members || elements ? [Object.fromEntries(containers)] : []), ...[...scalars].sort()];
  return all.length === 1 ? (all[0] ?? null) : all.length === 0 ? null : all;
};

/** `buildschema`: the smallest schema that admits all values. */
export const schemaBuilder = (): Aggregator =>
  perGroup(
    emptyShape,
    (arg) => {
      const read = dynamicReader(arg);
      return (shape, row) => admit(shape, read(row));
    },
    shapeJson,
    undefined,
  );

const addValues = (arg: TypedVector): ((sketch: Sketch, row: number) => void) => {
  const read = textReader(arg.type, arg.vector);
  const step = stepOf(arg);
  return (sketch, row) => {
    const value = read(row * step);
    if (value !== null) addHash(sketch, hashText(value));
  };
};

const sketchOrNull = (sketch: Sketch): Json => (sketchCount(sketch) === 0 ? null : sketchJson(sketch));

/** `hll` and `hll_if`: a sketch of the distinct values. */
export const sketcher = (conditionIndex: number | undefined): Aggregator =>
  perGroup(emptySketch, addValues, sketchOrNull, conditionIndex);

/** `hll_merge` of sketches. */
export const sketchMerger = (): Aggregator =>
  perGroup(
    emptySketch,
    (arg) => {
      const read = dynamicReader(arg);
      return (sketch, row) => {
        const other = sketchOf(read(row));
        if (other) mergeSketch(sketch, other);
      };
    },
    sketchOrNull,
    undefined,
  );
