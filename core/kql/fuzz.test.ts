import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtInTables } from '../fim/tables';
import { randomText, textProblem } from './cases/fuzz-texts';
import { parseCases } from './cases/parse-cases';
import { seededRandom } from './cases/random-tools';
import { withParts } from './lazy-part';

const folder = new URL('cases/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const corpus = [
  ...readdirSync(folder)
    .filter((name) => name.endsWith('.kql'))
    .flatMap((name) => parseCases(name, read(name)).map(({ query }) => query)),
  ...read('oracle-queries.txt').split('\n'),
];
const options = { tables: builtInTables, now: Date.UTC(2026, 10, 22) * 1000 };

/** The text and what is wrong with how it is taken, where something is. */
const report = async (text: string): Promise<readonly string[]> => {
  const problem = await withParts(async () => textProblem(text, options));
  return problem === undefined ? [] : [`${JSON.stringify(text)}\n${problem}`];
};

describe('any text', () => {
  it('of the case files is printed so that it parses to the same tree', async () => {
    const problems: string[] = [];
    for (const text of corpus) problems.push(...(await report(text)));
    expect(problems).toEqual([]);
  });

  // FUZZ_RUNS and FUZZ_SEED: `npm run fuzz` asks for a million.
  it('gives a plan or a diagnostic with code and place, in work bounded by its length', {
    timeout: 3_600_000,
  }, async () => {
    const random = seededRandom(Number(process.env['FUZZ_SEED'] ?? '20261122'));
    const runs = Number(process.env['FUZZ_RUNS'] ?? '20000');
    const problems: string[] = [];
    for (let run = 0; run < runs && problems.length === 0; run++) {
      problems.push(...(await report(randomText(random, corpus))));
    }
    expect(problems).toEqual([]);
  });
});
