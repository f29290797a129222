import type { ScalarFunction } from '../registry';
import { rowFunction, num, text } from './row-function';
import { unitTables } from './units';

/** Kelvin of a temperature, and back. Source of the scales: their definitions. */
const temperatures: Readonly<Record<string, readonly [scale: number, zero: number]>> = {
  Kelvin: [1, 0],
  DegreeCelsius: [1, 273.15],
  MillidegreeCelsius: [1e-3, 273.15],
  DegreeDelisle: [-2 / 3, 373.15],
  DegreeFahrenheit: [5 / 9, 459.67 * (5 / 9)],
  DegreeNewton: [100 / 33, 273.15],
  DegreeRankine: [5 / 9, 0],
  DegreeReaumur: [1.25, 273.15],
  DegreeRoemer: [40 / 21, 273.15 - (7.5 * 40) / 21],
  SolarTemperature: [5778, 0],
};

const params = ['value:number', 'from:string', 'to:string'] as const;

/** One function per quantity; a unit it does not know gives null. */
export const unitFunctions: readonly ScalarFunction[] = [
  ...Object.entries(unitTables).map(([quantity, units]) =>
    rowFunction(
      {
        name: `convert_${quantity}`,
        params,
        result: 'real',
        summary: `A value of ${quantity} in another unit; null for an unknown unit.`,
      },
      ([value, from, to]) => {
        const source = units.get(text(from));
        const target = units.get(text(to));
        return source === undefined || target === undefined ? null : (num(value) * source) / target;
      },
    ),
  ),
  rowFunction(
    {
      name: 'convert_temperature',
      params,
      result: 'real',
      summary: 'A temperature on another scale; null for an unknown scale.',
    },
    ([value, from, to]) => {
      const source = Object.hasOwn(temperatures, text(from)) ? temperatures[text(from)] : undefined;
      const target = Object.hasOwn(temperatures, text(to)) ? temperatures[text(to)] : undefined;
      if (!source || !target) return null;
      return (num(value) * source[0] + source[1] - target[1]) / target[0];
    },
  ),
];
