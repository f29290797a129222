/** A call that a position of a query is in: where its name begins, and which of its arguments the position is in, from 0. */
export type EnclosingCall = { readonly from: number; readonly name: string; readonly argument: number };

/** Comments, strings (the last may be open), names, and the signs that open, part and close. */
const parts =
  /\/\/[^\n]*|[hH]?@"(?:[^"]|"")*"?|[hH]?@'(?:[^']|'')*'?|[hH]?"(?:[^"\\\n]|\\.)*"?|[hH]?'(?:[^'\\\n]|\\.)*'?|[A-Za-z_]\w*|[()[\]{},;|]/g;

/** Longer texts are not looked through at each key. */
const mostText = 50_000;

type Open = { readonly name: string; readonly from: number; commas: number; isCall: boolean };

/** The innermost call around a position; undefined outside of all, in a comment, and in a query that stands in parentheses. */
export const enclosingCall = (text: string, position: number): EnclosingCall | undefined => {
  if (position > mostText) return undefined;
  const open: Open[] = [];
  let name = { text: '', from: 0, end: -1 };
  for (const { 0: part, index } of text.slice(0, position).matchAll(parts)) {
    const end = index + part.length;
    if (part.startsWith('//') && end === position) return undefined;
    const top = open.at(-1);
    switch (part) {
      case '(':
      case '[':
      case '{': {
        const isCall = part === '(' && name.end >= 0 && /^[ \t]*$/.test(text.slice(name.end, index));
        open.push({ name: name.text, from: name.from, commas: 0, isCall });
        break;
      }
      case ')':
      case ']':
      case '}':
        open.pop();
        break;
      case ',':
        if (top) top.commas += 1;
        break;
      case '|':
      case ';':
        if (top) top.isCall = false;
    }
    name = /^\w/.test(part) && !/["']/.test(part) ? { text: part, from: index, end } : { text: '', from: 0, end: -1 };
  }
  const call = open.at(-1);
  return call?.isCall ? { from: call.from, name: call.name, argument: call.commas } : undefined;
};

/** How a function is called, in parts: what stands before its parameters, they, and what stands behind. */
export type Signature = {
  readonly before: string;
  readonly parameters: readonly string[];
  readonly after: string;
};

/** Reads `name(a, [b]): type` as the language service writes it; undefined for what is no function's. */
export const signatureOf = (declaration: string): Signature | undefined => {
  const first = declaration.indexOf('(');
  if (first <= 0 || !/^\w+$/.test(declaration.slice(0, first))) return undefined;
  const parameters: string[] = [];
  let depth = 0;
  let from = first + 1;
  for (let at = first; at < declaration.length; at++) {
    const sign = declaration.charAt(at);
    if (sign === '(' || sign === '{') depth++;
    else if (sign === ')' || sign === '}') depth--;
    const isEnd = depth === 0;
    if (!isEnd && !(sign === ',' && depth === 1)) continue;
    const parameter = declaration.slice(from, at).trim();
    if (parameter !== '') parameters.push(parameter);
    from = at + 1;
    if (isEnd) return { before: declaration.slice(0, first + 1), parameters, after: declaration.slice(at) };
  }
  return undefined;
};
