import type { Expr } from '#core/kql/plan';
import { quoteText } from './duckdb-dialect';
import { isWellFormed } from './duckdb-literal';
import { isOddText, termRanges } from './duckdb-text';

/** Text operators as SQL: `contains`, `startswith`, `has`, `in` and their kin. */

/** A text and whether it is free of characters the two languages treat differently. */
export type TextSql = { readonly sql: string; readonly even: boolean };

const letterOrDigit = /^[\p{L}\p{N}]$/u;

const hex = (code: number): string => `\\x{${code.toString(16)}}`;
const noTermCharacter = `[^${termRanges.map(([from, to]) => `${hex(from)}-${hex(to)}`).join('')}]`;

const escapePattern = (text: string): string =>
  text.replaceAll(/[^\p{L}\p{N}]/gu, (character) => hex(character.codePointAt(0) ?? 0));

/** Where a letter or digit stands at the operand's edge, none may stand beyond it (see text-operators.ts). */
function termPattern(term: string, atStart: boolean, atEnd: boolean): string | undefined {
  const boundStart = atStart && letterOrDigit.test(term[0] ?? '');
  const boundEnd = atEnd && letterOrDigit.test(term.at(-1) ?? '');
  if (!boundStart && !boundEnd) return undefined;
  const edge = noTermCharacter;
  return `${boundStart ? `(?:\\A|${edge})` : ''}${escapePattern(term)}${boundEnd ? `(?:\\z|${edge})` : ''}`;
}

const termSql = (subject: string, term: string, atStart: boolean, atEnd: boolean): string => {
  if (term === '') return 'true';
  const pattern = termPattern(term, atStart, atEnd);
  const contains = `contains(${subject}, ${quoteText(term)})`;
  return pattern === undefined ? contains : `(${contains} AND regexp_matches(${subject}, ${quoteText(pattern)}))`;
};

const families: Readonly<Record<string, (subject: string, operand: string) => string>> = {
  contains: (subject, operand) => `contains(${subject}, ${quoteText(operand)})`,
  startswith: (subject, operand) => `starts_with(${subject}, ${quoteText(operand)})`,
  endswith: (subject, operand) => `ends_with(${subject}, ${quoteText(operand)})`,
  has: (subject, operand) => termSql(subject, operand, true, true),
  hasprefix: (subject, operand) => termSql(subject, operand, true, false),
  hassuffix: (subject, operand) => termSql(subject, operand, false, true),
};

/** Texts of literal operands, or undefined where one is no text or cannot be written; folded where case is ignored. */
function operandTexts(operands: readonly Expr[], fold: boolean): string[] | undefined {
  const texts: string[] = [];
  for (const operand of operands) {
    if (operand.kind !== 'literal') return undefined;
    const { value } = operand;
    const text = operand.type === 'string' ? value : typeof value === 'object' ? value?.json : undefined;
    if (typeof text !== 'string' || !isWellFormed(text) || (fold && isOddText(text))) return undefined;
    texts.push(fold ? text.toLowerCase() : text);
  }
  return texts;
}

/** A text operator, with or without regard to case; undefined for other operators, and for odd text where it matters. */
export function matchSql(name: string, subject: TextSql, operands: readonly Expr[]): string | undefined {
  const caseSensitive = name.endsWith('_cs');
  const family = caseSensitive ? name.slice(0, -3) : name;
  const make = families[family];
  const term = family.startsWith('has');
  if (make === undefined || (!subject.even && (term || !caseSensitive))) return undefined;
  const operand = operandTexts(operands, !caseSensitive)?.[0];
  if (operand === undefined || (term && isOddText(operand))) return undefined;
  return make(caseSensitive ? subject.sql : `lower(${subject.sql})`, operand);
}

/** `has_any` and `has_all`. */
export function anyTermSql(name: string, subject: TextSql, operands: readonly Expr[]): string | undefined {
  const texts = operandTexts(operands, true);
  if (!subject.even || texts === undefined || texts.length === 0) return undefined;
  const tests = texts.map((text) => termSql(`lower(${subject.sql})`, text, true, true));
  return `(${tests.join(name === 'has_any' ? ' OR ' : ' AND ')})`;
}

/** Membership in a list of texts; `fold`: without regard to case. */
export function textInSql(subject: TextSql, candidates: readonly Expr[], fold: boolean): string | undefined {
  const texts = operandTexts(candidates, fold);
  if ((fold && !subject.even) || texts === undefined || texts.length === 0) return undefined;
  return `(${fold ? `lower(${subject.sql})` : subject.sql} IN (${texts.map(quoteText).join(', ')}))`;
}

/** Letters, digits, classes of ASCII and repetition, from the start or anywhere: what all engines of RE2's kind read alike. */
const plainPattern = /^\^?(?:(?:[\w/ :;,=@-]|\\[^\w\s]|\[\^?(?:[\w/ .:;,=@-]|\\[^\w\s])+\])[+*?]?)+$/;

/** `extract(pattern, 0, subject)`: the first match, or nothing. */
export function extractSql(subject: TextSql, pattern: Expr | undefined): string | undefined {
  if (pattern?.kind !== 'literal' || typeof pattern.value !== 'string') return undefined;
  const text = pattern.value;
  if (!plainPattern.test(text) || /[^ -~]/.test(text)) return undefined;
  return `regexp_extract(${subject.sql}, ${quoteText(text)})`;
}
