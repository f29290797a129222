import type { FunctionNode } from './ast';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { parse } from './parser';
import { Environment } from './scope';

/** A query kept with the workspace under a name that other queries call: `parameters` as in `a: string, n: long = 5`. */
export type SavedFunction = { readonly name: string; readonly parameters: string; readonly body: string };

const functionOf = ({ name, parameters, body }: SavedFunction): FunctionNode => {
  // The line break ends a comment on the body's last line.
  const parsed = parse(`let saved = (${parameters}) {\n${body}\n}; print 1`);
  const value = parsed.ok ? parsed.query.lets[0]?.value : undefined;
  if (value?.kind === 'function') return value.fn;
  const [problem] = parsed.ok ? [] : parsed.diagnostics;
  const message = `The saved function '${name}' cannot be read: ${problem?.message ?? 'it is no function'}`;
  throw new QueryProblem(codes.unresolvedName, message, { start: 0, end: 0 });
};

/** Saved functions as names a query can use; what it declares itself comes first. Each is read when it is first used. */
export class SavedFunctions extends Environment {
  private readonly saved: ReadonlyMap<string, SavedFunction>;

  constructor(functions: readonly SavedFunction[]) {
    super();
    this.saved = new Map(functions.map((of) => [of.name, of]));
  }

  override find(name: string): ReturnType<Environment['find']> {
    const known = super.find(name);
    const saved = known === undefined ? this.saved.get(name) : undefined;
    if (saved === undefined) return known;
    this.add(name, { kind: 'function', fn: functionOf(saved), environment: this, saved: name });
    return super.find(name);
  }
}
