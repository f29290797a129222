import { tokenize } from '#core/kql/lexer';
import type { Token } from '#core/kql/lexer';
import type { TimeSource } from './logs-search';

const tokensOf = (text: string): readonly Token[] | undefined => {
  try {
    return tokenize(text);
  } catch {
    return undefined;
  }
};

const closing = new Set([')', ']', '}']);
const opening = new Set(['(', '[', '{']);

/**
 * Whether a text narrows its rows by `TimeGenerated` itself, so that the page's range is better left out: in a `where`, or in the
 * range a `make-series ... on TimeGenerated from` states. Comments and strings do not count; a text that cannot be read has none.
 * The rule is the Azure portal's, which then shows "Set in query".
 */
export const hasTimeFilter = (text: string): boolean => {
  const tokens = tokensOf(text);
  if (!tokens) return false;
  // The operator each open bracket stands in, the innermost last.
  const operators: string[] = [''];
  let startsStep = true;
  for (const [at, { kind, text: word }] of tokens.entries()) {
    if (kind === 'operator' && opening.has(word)) {
      operators.push(operators.at(-1) ?? '');
      startsStep = word === '{';
      continue;
    }
    if (kind === 'operator' && closing.has(word)) {
      if (operators.length > 1) operators.pop();
      continue;
    }
    if (kind === 'operator' && (word === '|' || word === ';')) {
      operators[operators.length - 1] = '';
      startsStep = true;
      continue;
    }
    const operator = operators.at(-1) ?? '';
    if (startsStep && kind === 'name') operators[operators.length - 1] = word;
    startsStep = false;
    if (kind !== 'name' || word !== 'TimeGenerated') continue;
    if (operator === 'where' || operator === 'filter') return true;
    const next = tokens[at + 1];
    if (operator === 'make' && next?.kind === 'name' && (next.text === 'from' || next.text === 'in')) return true;
  }
  return false;
};

/** Whether a text runs without the page's range. */
export const saysItsTime = (text: string, time: TimeSource): boolean =>
  time === 'query' || (time === 'auto' && hasTimeFilter(text));
