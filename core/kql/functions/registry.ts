import type { AggregateFunction, ScalarFunction } from '../registry';
import { aggregateFunctions } from './aggregates';
import { arithmeticFunctions } from './arithmetic';
import { arrayFunctions } from './arrays';
import { binFunctions } from './bin';
import { bitFunctions } from './bits';
import { comparisonFunctions } from './comparison';
import { conditionalFunctions } from './conditional';
import { conversionFunctions } from './conversion';
import { datetimeFunctions } from './datetime-functions';
import { datetimeTextFunctions } from './datetime-text';
import { alias } from './define';
import { dynamicFunctions } from './dynamic';
import { digestAggregates, digestFunctions } from './digest-functions';
import { encodingFunctions } from './text-encoding';
import { environmentFunctions } from './environment';
import { h3Functions } from './geo/h3-functions';
import { geographyFunctions } from './geo/points';
import { shapeFunctions } from './geo/shape-functions';
import { hashFunctions } from './hash';
import { ipFunctions } from './ip-functions';
import { logicalFunctions } from './logical';
import { mathFunctions } from './math';
import { parseFunctions } from './parse-text';
import { seriesFunctions } from './series';
import { seriesAnalysisFunctions } from './series-analysis';
import { statisticsFunctions } from './statistics';
import { stringFunctions } from './strings';
import { textOperators } from './text-operators';
import { searchFunctions } from './text-search';
import { unitFunctions } from './convert-units';
import { windowFunctions } from './window';

const scalars = new Map<string, ScalarFunction>(
  [
    ...arithmeticFunctions,
    ...comparisonFunctions,
    ...logicalFunctions,
    ...textOperators,
    ...binFunctions,
    ...conditionalFunctions,
    ...conversionFunctions,
    ...datetimeFunctions,
    ...dynamicFunctions,
    ...arrayFunctions,
    ...mathFunctions,
    ...stringFunctions,
    ...encodingFunctions,
    ...hashFunctions,
    ...ipFunctions,
    ...parseFunctions,
    ...searchFunctions,
    ...bitFunctions,
    ...geographyFunctions,
    ...h3Functions,
    ...shapeFunctions,
    ...seriesFunctions,
    ...seriesAnalysisFunctions,
    ...environmentFunctions,
    ...datetimeTextFunctions,
    ...statisticsFunctions,
    ...unitFunctions,
    ...digestFunctions,
    ...windowFunctions,
  ].map((definition) => [definition.name, definition]),
);

/** Older names that Kusto still takes. */
const olderNames: Readonly<Record<string, string>> = {
  arraylength: 'array_length',
  array_strcat: 'strcat_array',
  extractjson: 'extract_json',
};
for (const [older, name] of Object.entries(olderNames)) {
  const definition = scalars.get(name);
  if (definition) scalars.set(older, alias(older, definition));
}

const aggregates = new Map<string, AggregateFunction>(
  [...aggregateFunctions, ...digestAggregates].map((definition) => [definition.name, definition]),
);

/** The scalar function or operator of a name (`==`, `contains_cs`, `substring`); names are case-sensitive. */
export const findScalar = (name: string): ScalarFunction | undefined => scalars.get(name);

export const findAggregate = (name: string): AggregateFunction | undefined => aggregates.get(name);

const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  left.name < right.name ? -1 : 1;

/** Every scalar function and operator, and every aggregate, by name: for documentation and the editor. */
export const listFunctions = (): {
  readonly scalars: readonly ScalarFunction[];
  readonly aggregates: readonly AggregateFunction[];
} => {
  return {
    scalars: [...scalars.values()].toSorted(byName),
    aggregates: [...aggregates.values()].toSorted(byName),
  };
};
