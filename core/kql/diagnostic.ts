/**
 * Codes of what is wrong with a query. SYN0002, SEM0001, SEM0064, SEM0100, SEM0219 and SEM0260 are Kusto's own codes for
 * these conditions; the others stand for conditions whose Kusto code is not published, and keep their meaning here.
 */
export const diagnosticCodes = {
  /** The text does not parse; also: nested deeper or longer than this parser accepts. */
  syntax: 'SYN0002',
  /** Arithmetic between types that have none. */
  arithmetic: 'SEM0001',
  /** Comparison of types that do not compare. */
  comparison: 'SEM0064',
  /** A table, column or variable that does not exist. */
  unresolvedName: 'SEM0100',
  /** Wrong number of arguments. */
  arity: 'SEM0219',
  /** A function that does not exist, or that this engine does not have. */
  unknownFunction: 'SEM0260',
  /** An argument or a whole expression has a type that is not accepted there. */
  wrongType: 'SEM0201',
  /** Two columns or parameters of one name. */
  duplicateName: 'SEM0202',
  /** A constant was expected. */
  notConstant: 'SEM0203',
  /** An aggregate, window function or `*` where it cannot stand. */
  misplaced: 'SEM0204',
  /** `assert()` found its condition false. */
  assertion: 'SEM0205',
  /** Part of Kusto's language that this engine does not have; the message names it. */
  unsupported: 'SEM0300',
  /** The query grows past the limits of the binder. */
  tooComplex: 'SEM0301',
} as const;

export type DiagnosticCode = (typeof diagnosticCodes)[keyof typeof diagnosticCodes];

/** `start` and `length` in UTF-16 units of the query text; `line` and `position` (column) count from 1. */
export type Diagnostic = {
  readonly code: DiagnosticCode;
  readonly kind: 'syntax' | 'semantic';
  readonly message: string;
  readonly start: number;
  readonly length: number;
  readonly line: number;
  readonly position: number;
  /** Text of the offending token, for syntax errors. */
  readonly token?: string;
};

/** Part of the query text: `[start, end)` in UTF-16 units. */
export type Span = { readonly start: number; readonly end: number };

/** Thrown inside parser and binder only; `compile` and `parse` turn it into a `Diagnostic`. */
export class QueryProblem extends Error {
  constructor(
    readonly code: DiagnosticCode,
    message: string,
    readonly span: Span,
    readonly token?: string,
    /** Further problems of the same operator, found independently of this one. */
    readonly others: readonly QueryProblem[] = [],
  ) {
    super(message);
  }
}

/** Binds each item; where some fail, throws one problem that carries the others. */
export const eachOf = <Item, Bound>(items: readonly Item[], bind: (item: Item, at: number) => Bound): Bound[] => {
  const problems: QueryProblem[] = [];
  const bound = items.flatMap((item, at): Bound[] => {
    try {
      return [bind(item, at)];
    } catch (error) {
      if (!(error instanceof QueryProblem)) throw error;
      problems.push(error);
      return [];
    }
  });
  const [first, ...rest] = problems;
  if (first === undefined) return bound;
  const others = [...first.others, ...rest.flatMap((problem) => [problem, ...problem.others])];
  throw new QueryProblem(first.code, first.message, first.span, first.token, others);
};

/** Diagnostic of a problem, with line and position in `text`. Lines end at LF, CR or CRLF. */
const toDiagnostic = (problem: QueryProblem, text: string): Diagnostic => {
  const start = Math.min(problem.span.start, text.length);
  const before = text.slice(0, start).split(/\r\n|\r|\n/);
  return {
    code: problem.code,
    kind: problem.code.startsWith('SYN') ? 'syntax' : 'semantic',
    message: problem.message,
    start,
    length: Math.max(0, Math.min(problem.span.end, text.length) - start),
    line: before.length,
    position: (before.at(-1)?.length ?? 0) + 1,
    ...(problem.token === undefined ? {} : { token: problem.token }),
  };
};

/** A problem and those beside it. */
export const toDiagnostics = (problem: QueryProblem, text: string): readonly Diagnostic[] =>
  [problem, ...problem.others].map((each) => toDiagnostic(each, text));
