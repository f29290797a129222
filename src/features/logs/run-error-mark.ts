import type { TextMark } from './editor/run-error';
import { queryProblem } from './results/query-error';
import type { RunState } from './run-state';

const startOfLine = (text: string, line: number): number | undefined => {
  if (line === 1) return 0;
  let seen = 1;
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) {
    seen += 1;
    if (seen === line) return index + end.length;
  }
  return undefined;
};

/** Where in the editor's text the error of a failed run stands: the word at the line and column it names. */
export const errorMark = (run: RunState): TextMark | undefined => {
  if (run.state !== 'failed') return undefined;
  const { message, line, column } = queryProblem(run.error);
  const start = line === undefined ? undefined : startOfLine(run.text, line);
  if (start === undefined) return undefined;
  const at = Math.min(start + Math.max(0, (column ?? 1) - 1), run.text.length);
  const word = /^(?:[\w$]+|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|.)/u.exec(run.text.slice(at))?.[0] ?? '';
  const from = run.offset + at;
  return { from, to: from + Math.max(1, word.length), message };
};
