import type { ScalarFunction, TypedVector } from '../registry';
import type { Json } from '../vector';
import { compilePattern } from './compile-pattern';
import { argAt, define, type Evaluate, stepOf } from './define';
import { asText, cellReader, jsonText } from './read';
import { flagsFor } from './memo';
import { equalValues } from './equal-values';

/** Test of a text against constant operands, made once per call: foldings and patterns are prepared here. */
type Prepare = (operands: readonly string[]) => (text: string) => boolean;

const isTermCode = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const termCharacter = /^[\p{L}\p{N}]$/u;

/** True where a letter or digit stands at the index: part of a term. */
const inTerm = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index);
  if (Number.isNaN(code)) return false;
  return code < 128 ? isTermCode(code) : termCharacter.test(text[index] ?? '');
};

/** Finds `term` where it starts and/or ends at the edge of a run of letters and digits. */
const termMatcher = (term: string, atStart: boolean, atEnd: boolean) => {
  const needsStart = atStart && inTerm(term, 0);
  const needsEnd = atEnd && inTerm(term, term.length - 1);
  return (text: string): boolean => {
    if (term === '') return true;
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
      if ((!needsStart || !inTerm(text, at - 1)) && (!needsEnd || !inTerm(text, at + term.length))) return true;
    }
    return false;
  };
};

const fold = (text: string): string => text.toLowerCase();

/** `has`: the text holds the term, whatever the case. */
export const hasTerm = (text: string, term: string): boolean => termMatcher(fold(term), true, true)(fold(text));

const folded =
  (make: (operand: string) => (text: string) => boolean, caseSensitive: boolean): Prepare =>
  (operands) => {
    const operand = operands[0] ?? '';
    if (caseSensitive) return make(operand);
    const test = make(fold(operand));
    return (text) => test(fold(text));
  };

const terms =
  (all: boolean): Prepare =>
  (operands) => {
    const tests = operands.map((operand) => termMatcher(fold(operand), true, true));
    return (text) => {
      const lower = fold(text);
      return all ? tests.every((test) => test(lower)) : tests.some((test) => test(lower));
    };
  };

/** Texts of the operands of `in`, `has_any`, ...: a dynamic array stands for its elements. */
const operandTexts = (args: readonly TypedVector[]): string[] =>
  args.slice(1).flatMap((arg) => {
    if (arg.type !== 'dynamic') return [asText(arg, 1)].map((vector) => vector.dictionary[vector.codes[0] ?? -1] ?? '');
    const cell = cellReader(arg)(0);
    const list: Json[] = Array.isArray(cell) ? cell : [typeof cell === 'bigint' ? Number(cell) : cell];
    return list.map(jsonText);
  });

const perRow = (args: readonly TypedVector[], length: number, prepare: Prepare, expected: number): Float64Array => {
  const values = new Float64Array(length);
  const [first, ...others] = args;
  if (!first) return values;
  const text = asText(first, length);
  const step = stepOf(first);
  for (let row = 0; row < length; row++) {
    const operands = operandTexts([first, ...others.map((arg) => rowOf(arg, row))]);
    const value = text.dictionary[text.codes[row * step] ?? -1] ?? '';
    values[row] = Number(prepare(operands)(value)) === expected ? 1 : 0;
  }
  return values;
};

/** One row of an argument as a constant. */
const rowOf = (arg: TypedVector, row: number): TypedVector => {
  if (arg.constant) return arg;
  const { vector } = arg;
  switch (vector.kind) {
    case 'text':
      return { ...arg, constant: true, vector: { ...vector, codes: vector.codes.subarray(row, row + 1) } };
    case 'json':
      return { ...arg, constant: true, vector: { kind: 'json', values: [vector.values[row] ?? null] } };
    case 'number':
      return {
        ...arg,
        constant: true,
        vector: {
          kind: 'number',
          values: vector.values.subarray(row, row + 1),
          ...(vector.nulls && { nulls: vector.nulls.subarray(row, row + 1) }),
        },
      };
  }
};

/** Evaluates a text predicate once per distinct text where its operands are constants. */
const textPredicate =
  (name: string, prepare: Prepare, negated: boolean): Evaluate =>
  (args, length) => {
    const expected = negated ? 0 : 1;
    const [first, ...operands] = args;
    if (!first || !operands.every((operand) => operand.constant)) {
      return { kind: 'number', values: perRow(args, length, prepare, expected) };
    }
    const texts = operandTexts(args);
    const values = new Float64Array(length);
    const vector = asText(first, length);
    const flags = flagsFor(vector.dictionary, `${name} ${JSON.stringify(texts)}`);
    const { codes, dictionary } = vector;
    const step = stepOf(first);
    let test: ((text: string) => boolean) | undefined;
    for (let row = 0; row < length; row++) {
      const code = codes[row * step] ?? -1;
      let flag = code < 0 ? 1 : (flags[code] ?? 0);
      if (flag === 0) {
        test ??= prepare(texts);
        flag = test(dictionary[code] ?? '') ? 2 : 1;
        flags[code] = flag;
      }
      values[row] = flag - 1 === expected ? 1 : 0;
    }
    return { kind: 'number', values };
  };

/** Rows of a text column where a predicate with constant operands holds, without a column of truths between. */
const textSelect =
  (name: string, prepare: Prepare, negated: boolean): ScalarFunction['select'] =>
  (args, length, rows) => {
    const [first, ...operands] = args;
    if (first?.vector.kind !== 'text' || first.constant || !operands.every((operand) => operand.constant))
      return undefined;
    const texts = operandTexts(args);
    const { codes, dictionary } = first.vector;
    const flags = flagsFor(dictionary, `${name} ${JSON.stringify(texts)}`);
    const wanted = negated ? 1 : 2;
    let test: ((text: string) => boolean) | undefined;
    let count = 0;
    for (let row = 0; row < length; row++) {
      const code = codes[row] ?? -1;
      let flag = code < 0 ? 1 : (flags[code] ?? 0);
      if (flag === 0) {
        test ??= prepare(texts);
        flag = test(dictionary[code] ?? '') ? 2 : 1;
        flags[code] = flag;
      }
      if (flag === wanted) rows[count++] = row;
    }
    return count;
  };

const inTexts =
  (ignoreCase: boolean): Prepare =>
  (operands) => {
    const wanted = new Set(ignoreCase ? operands.map(fold) : operands);
    return ignoreCase ? (text) => wanted.has(fold(text)) : (text) => wanted.has(text);
  };

/** Elements of a constant dynamic array as arguments of their own. */
const spread = (arg: TypedVector): readonly TypedVector[] => {
  if (arg.type !== 'dynamic' || !arg.constant) return [arg];
  const cell = cellReader(arg)(0);
  if (!Array.isArray(cell)) return [arg];
  return cell.map((value) => ({ type: 'dynamic', constant: true, vector: { kind: 'json', values: [value] } }));
};

const membership =
  (name: string, ignoreCase: boolean, negated: boolean): Evaluate =>
  (args, length, context) => {
    const value = argAt(args, 0);
    if (value.vector.kind !== 'number') return textPredicate(name, inTexts(ignoreCase), negated)(args, length, context);
    const values = new Float64Array(length);
    for (const candidate of args.slice(1).flatMap(spread)) {
      const equal = equalValues(value, candidate, length);
      for (let row = 0; row < length; row++) if (equal[row] === 1) values[row] = 1;
    }
    if (negated) for (let row = 0; row < length; row++) values[row] = 1 - (values[row] ?? 0);
    return { kind: 'number', values };
  };

const matchesRegex: Prepare = (operands) => {
  const pattern = compilePattern(operands[0] ?? '');
  return (text) => pattern.matcher(text).find();
};

type Family = {
  readonly name: string;
  readonly summary: string;
  readonly make: (operand: string) => (text: string) => boolean;
};

const families: readonly Family[] = [
  { name: 'contains', summary: 'text occurs anywhere', make: (operand) => (text) => text.includes(operand) },
  { name: 'startswith', summary: 'text is at the start', make: (operand) => (text) => text.startsWith(operand) },
  { name: 'endswith', summary: 'text is at the end', make: (operand) => (text) => text.endsWith(operand) },
  {
    name: 'has',
    summary: 'text occurs as a whole term (letters and digits)',
    make: (operand) => termMatcher(operand, true, true),
  },
  { name: 'hasprefix', summary: 'a term starts with the text', make: (operand) => termMatcher(operand, true, false) },
  { name: 'hassuffix', summary: 'a term ends with the text', make: (operand) => termMatcher(operand, false, true) },
];

const familyOperators = families.flatMap(({ name, summary, make }) =>
  [false, true].flatMap((caseSensitive) =>
    [false, true].map((negated) => {
      const full = `${negated ? '!' : ''}${name}${caseSensitive ? '_cs' : ''}`;
      return define(
        {
          name: full,
          kind: 'operator',
          params: ['left:string', 'right:string'],
          result: 'bool',
          summary: `${negated ? 'Not: ' : ''}${summary}, ${caseSensitive ? 'with case' : 'whatever the case'}.`,
        },
        textPredicate(`${name}${caseSensitive ? '_cs' : ''}`, folded(make, caseSensitive), negated),
        textSelect(`${name}${caseSensitive ? '_cs' : ''}`, folded(make, caseSensitive), negated),
      );
    }),
  ),
);

const list = (name: string, base: string, summary: string, ignoreCase: boolean, negated: boolean) =>
  define(
    { name, kind: 'operator', params: ['left:any', 'right:any'], variadic: true, result: 'bool', summary },
    membership(base, ignoreCase, negated),
    textSelect(base, inTexts(ignoreCase), negated),
  );

export const textOperators: readonly ScalarFunction[] = [
  ...familyOperators,
  list('in', 'in', 'Equal to one of the values, with case.', false, false),
  list('!in', 'in', 'Equal to none of the values, with case.', false, true),
  list('in~', 'in~', 'Equal to one of the values, whatever the case.', true, false),
  list('!in~', 'in~', 'Equal to none of the values, whatever the case.', true, true),
  define(
    {
      name: 'has_any',
      kind: 'operator',
      params: ['left:string', 'right:any'],
      variadic: true,
      result: 'bool',
      summary: 'One of the values occurs as a term.',
    },
    textPredicate('has_any', terms(false), false),
    textSelect('has_any', terms(false), false),
  ),
  define(
    {
      name: 'has_all',
      kind: 'operator',
      params: ['left:string', 'right:any'],
      variadic: true,
      result: 'bool',
      summary: 'All values occur as terms.',
    },
    textPredicate('has_all', terms(true), false),
    textSelect('has_all', terms(true), false),
  ),
  define(
    {
      name: 'matches regex',
      kind: 'operator',
      params: ['left:string', 'right:string'],
      result: 'bool',
      summary: 'An RE2 pattern matches somewhere.',
    },
    textPredicate('matches regex', matchesRegex, false),
    textSelect('matches regex', matchesRegex, false),
  ),
];
