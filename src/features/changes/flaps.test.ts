import { expect, it } from 'vitest';
import { builtInTables } from '#core/fim/tables';
import { compile } from '#core/kql/compile';
import { changeFilterSearch } from '../../filters/change-filter';
import { decodeSearch } from '../../url-state';
import { type Flap, flapsKql, foldStep } from './flaps';

const filter = decodeSearch(changeFilterSearch, new URLSearchParams());
const flap: Flap = { Key: 'a"\n/etc/x\n\n\n\n', LastKey: 'a"', Count: 4, First: 0, Last: 1.5 };
const problems = (kql: string) => {
  const result = compile(kql, { tables: builtInTables, now: 0 });
  return result.ok ? [] : result.diagnostics;
};

it('finding and folding are KQL', () => {
  expect(problems(flapsKql(filter))).toEqual([]);
  expect(problems(`ConfigurationChange\n| ${foldStep([flap, { ...flap, Last: 2 }]) ?? ''}`)).toEqual([]);
});

it('nothing flaps, nothing is folded', () => expect(foldStep([])).toBeUndefined());
