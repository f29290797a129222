import type { AggregateFunction, ScalarFunction } from '../registry';
import { aggregateFunctions } from './aggregates';
import { arithmeticFunctions } from './arithmetic';
import { comparisonFunctions } from './comparison';
import { logicalFunctions } from './logical';
import { textOperators } from './text-operators';

const scalars = new Map<string, ScalarFunction>(
  [...arithmeticFunctions, ...comparisonFunctions, ...logicalFunctions, ...textOperators].map((definition) => [
    definition.name,
    definition,
  ]),
);

const aggregates = new Map<string, AggregateFunction>(
  aggregateFunctions.map((definition) => [definition.name, definition]),
);

/** The scalar function or operator of a name (`==`, `contains_cs`, `substring`); names are case-sensitive. */
export const findScalar = (name: string): ScalarFunction | undefined => scalars.get(name);

export const findAggregate = (name: string): AggregateFunction | undefined => aggregates.get(name);

/** Every definition, for the editor and for documentation. */
export const allFunctions = (): readonly (ScalarFunction | AggregateFunction)[] => [
  ...scalars.values(),
  ...aggregates.values(),
];
