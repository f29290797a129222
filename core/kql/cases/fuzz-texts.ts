import { PartMissing } from '../lazy-part';
import { compile } from '../compile';
import type { CompileOptions } from '../compile';
import type { Diagnostic } from '../diagnostic';
import { parse } from '../parser';
import { print } from '../print';

/** Looks at tokens a parser may take per character of the text, and some for the shortest texts. */
const stepsPerCharacter = 20;

const words = (
  'Heartbeat ConfigurationChange where extend project summarize by join on kind=inner union take top sort order count ' +
  'distinct let print datatable range from to step mv-expand typeof serialize render as lookup project-away view ' +
  'project-rename project-reorder getschema Computer TimeGenerated Size Detail_CF $left $right true false null and or not ' +
  'in in~ !in between !between contains !contains_cs has matches regex asc desc nulls first ago now bin iff case count ' +
  'dcount arg_max datetime dynamic long strcat parse parse-where parse-kv make-series default mv-apply evaluate bag_unpack ' +
  'search find with of top-nested others partition invoke toscalar materialize declare query_parameters pattern set facet ' +
  'sample-distinct granny-asc hint.strategy=shuffle has_any typeof( withsource=S'
).split(' ');
const symbols = [
  ...'|()[]{},;:.=!<>*+-/%"\'\\$~@',
  '..',
  '==',
  '=~',
  '@"',
  '```',
  '//',
  '\n',
  '\u0000',
  '😀',
  '|',
  '| ',
  '(',
];
const literals = [
  '1',
  '2.5',
  '0x',
  '1d',
  '9e999',
  '"a"',
  "'b'",
  'h"c"',
  'datetime(2026-01-01)',
  'dynamic([1])',
  'guid(x)',
];
const more = ['time(1h)', 'long(null)', 'real(nan)', "dynamic({'a': 1})", 'T', 'x', 'y', '-1', '12345678901234567890'];
const parts = [...words, ...symbols, ...literals, ...more];

type Random = () => number;

const below = (random: Random, limit: number): number => Math.floor(random() * limit);
const pick = (random: Random, from: readonly string[]): string => from[below(random, from.length)] ?? '';

const soup = (random: Random, glue: string): string =>
  Array.from({ length: below(random, 40) }, () => pick(random, parts)).join(glue);

const anything = (random: Random): string =>
  String.fromCharCode(
    ...Array.from({ length: below(random, 120) }, () => below(random, random() < 0.7 ? 128 : 65_536)),
  );

/** A real query with a piece taken out, doubled, or replaced by something else. */
const damaged = (random: Random, corpus: readonly string[]): string => {
  const text = pick(random, corpus);
  const from = below(random, text.length + 1);
  const to = from + below(random, 14);
  switch (below(random, 4)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return text.slice(0, to) + text.slice(from);
    case 2:
      return text.slice(0, from) + pick(random, parts) + text.slice(to);
    default:
      return text.slice(0, from) + pick(random, corpus).slice(below(random, 60));
  }
};

/** A text that may or may not be a query. */
export const randomText = (random: Random, corpus: readonly string[]): string => {
  switch (below(random, 6)) {
    case 0:
      return soup(random, ' ');
    case 1:
      return soup(random, '');
    case 2:
      return anything(random);
    default:
      return damaged(random, corpus);
  }
};

/** The tree as text, without the places in the query. */
export const treeText = (tree: unknown): string =>
  JSON.stringify(tree, (key, value: unknown) => {
    if (key === 'span') return undefined;
    return typeof value === 'bigint' ? `${value}n` : value;
  });

const diagnosticProblem = (text: string, { code, start, length, line, position }: Diagnostic): string | undefined => {
  if (!/^(?:SYN|SEM)\d{4}$/.test(code)) return `code ${code}`;
  if (start < 0 || length < 0 || start + length > text.length) return `span ${start}, ${length}`;
  return line > 0 && position > 0 ? undefined : `line ${line}, position ${position}`;
};

/**
 * What is wrong with how a text is taken: a crash, a diagnostic without code or place, more work than its length allows,
 * or a tree that is another one once printed and parsed again. Undefined when nothing is.
 * @throws PartMissing where the text needs a part of the engine that is not loaded yet
 */
export const textProblem = (text: string, options: CompileOptions): string | undefined => {
  try {
    const parsed = parse(text);
    if (parsed.steps > stepsPerCharacter * (text.length + 10)) return `${parsed.steps} steps`;
    const result = compile(text, options);
    if (!result.ok) {
      if (result.diagnostics.length === 0) return 'refused without a diagnostic';
      const bad = result.diagnostics.map((of) => diagnosticProblem(text, of)).find((of) => of !== undefined);
      if (bad !== undefined) return bad;
    }
    if (!parsed.ok) return undefined;
    const printed = print(parsed.query);
    const again = parse(printed);
    if (!again.ok) return `printed as ${printed}\n${again.diagnostics[0]?.message}`;
    const same = treeText(parsed.query) === treeText(again.query);
    return same ? undefined : `printed as ${printed}\n${treeText(parsed.query)}\n${treeText(again.query)}`;
  } catch (error) {
    if (error instanceof PartMissing) throw error;
    return error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
  }
};
