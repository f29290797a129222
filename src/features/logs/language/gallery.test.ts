// @vitest-environment node
import { expect, test } from 'vitest';
import { builtInTables } from '#core/fim/tables';
import { parse } from '#core/kql/parser';
import { print } from '#core/kql/print';
import { gallery } from '../side/gallery';
import { createAnswers } from './answers';
import * as engine from './engine-word';
import { loadKusto } from './testing/load-kusto';

const { answer } = createAnswers(loadKusto(), { tables: builtInTables, functions: [] }, engine, true, () => 0);
const queries = gallery.flatMap((group) => group.queries.map(({ title, kql }) => [title, kql] as const));

const meaning = (text: string): string => {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(`does not parse: ${text}`);
  return print(parsed.query);
};

test.each(queries)('"%s" is right for the language service and for our engine', (_, text) => {
  expect(answer({ name: 'faults', text })).toEqual({ name: 'faults', value: [] });
});

test.each(queries)('"%s" means the same when it is formatted', (_, text) => {
  const formatted = answer({ name: 'format', text });
  expect(formatted.name === 'format' && meaning(formatted.value)).toBe(meaning(text));
});
