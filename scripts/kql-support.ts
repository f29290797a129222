import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { listFunctions } from '#core/kql/functions/registry';
import { unsupportedFunctions } from '#core/kql/functions/unsupported';
import { operators, plugins, sources, specialFunctions, statements } from '#core/kql/operator-list';
import type { LanguagePart } from '#core/kql/operator-list';
import { unsupportedOperators } from '#core/kql/parse-operator';
import type { AggregateFunction, ParameterInfo, ScalarFunction } from '#core/kql/registry';
import type { ColumnType } from '#core/kql/schema';

/** Where the table stands; `npx tsx scripts/kql-support.ts` writes it anew. */
export const supportFile = fileURLToPath(new URL('../docs/kql-support.md', import.meta.url));

/** Types to try an overload with, from the usual to the rare. */
const sampleTypes: Readonly<Record<ParameterInfo['type'], readonly ColumnType[]>> = {
  string: ['string'],
  text: ['string'],
  number: ['real', 'long', 'dynamic'],
  integer: ['long'],
  bool: ['bool'],
  datetime: ['datetime'],
  timespan: ['timespan'],
  guid: ['guid'],
  dynamic: ['dynamic'],
  array: ['dynamic'],
  any: ['string', 'bool', 'dynamic', 'long'],
  span: ['long', 'datetime'],
  scalar: ['string'],
};

const parameterText = ({ name, type, optional, repeated }: ParameterInfo): string =>
  `${name}${optional ? '?' : ''}: ${type}${repeated ? ', ...' : ''}`;

/** The result type, where it is the same whatever the arguments are. */
const resultOf = ({ parameters, resolve }: ScalarFunction | AggregateFunction): string => {
  const required = parameters.filter(({ optional }) => !optional);
  const rounds = Math.max(1, ...required.map(({ type }) => sampleTypes[type].length));
  const results = new Set<ColumnType>();
  for (let round = 0; round < rounds; round++) {
    const result = resolve(required.map(({ type }) => sampleTypes[type][round] ?? sampleTypes[type][0] ?? 'string'));
    if (result !== undefined) results.add(result);
  }
  const [only] = results;
  return only !== undefined && results.size === 1 ? only : 'by its arguments';
};

const row = (of: ScalarFunction | AggregateFunction): string =>
  `| \`${of.name}(${of.parameters.map(parameterText).join(', ')})\` | ${resultOf(of)} | ${of.summary.replaceAll('|', '\\|')} |`;

const table = (rows: readonly string[]): string =>
  ['| function | result | what it gives |', '| --- | --- | --- |', ...rows].join('\n');

const parts = (list: readonly LanguagePart[]): string =>
  [
    '| name | form | what it does |',
    '| --- | --- | --- |',
    ...list.map(({ name, form, summary }) => `| \`${name}\` | ${form.replaceAll('|', '\\|')} | ${summary} |`),
  ].join('\n');

/** The text of docs/kql-support.md, made from the registry that binder, executor and editor read. */
export const kqlSupport = (): string => {
  const { scalars, aggregates } = listFunctions();
  const functions = scalars.filter(({ kind, window }) => kind === 'function' && window !== true);
  const windows = scalars.filter(({ window }) => window === true);
  const refused = unsupportedFunctions
    .map(({ about, names }) => `- ${about}: ${names.map((name) => `\`${name}\``).join(', ')}`)
    .join('\n');
  return `# KQL: what is supported

Made from the function registry and the list of operators by \`npx tsx scripts/kql-support.ts\`; do not edit by hand. Where the result depends
on the arguments, it follows Kusto's rules. What is not listed is refused with an error that names it.

## Statements

${parts(statements)}

## Where a query starts

${parts(sources)}

## Tabular operators

${parts(operators)}

## Plugins

${parts(plugins)}

## Functions about columns and tables

${parts(specialFunctions)}

## Aggregates (${aggregates.length})

${table(aggregates.map(row))}

## Window functions (${windows.length})

They need rows in a defined order (\`sort\`, \`serialize\`).

${table(windows.map(row))}

## Scalar functions (${functions.length})

${table(functions.map(row))}

## Not supported

Functions of Kusto that are refused by name:

${refused}

Operators of Kusto that are refused by name: ${[...unsupportedOperators].map((name) => `\`${name}\``).join(', ')}.
`;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(supportFile, kqlSupport());
