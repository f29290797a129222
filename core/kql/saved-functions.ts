import type { FunctionNode } from './ast';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { findAggregate, findScalar } from './functions/registry';
import { parse } from './parser';
import { Environment } from './scope';

/** A query kept with the workspace under a name that other queries call: `parameters` as in `a: string, n: long = 5`. */
export type SavedFunction = { readonly name: string; readonly parameters: string; readonly body: string };

/** The function that parameters and a body make; undefined, or what is wrong, where they are of another shape. */
const read = (parameters: string, body: string): FunctionNode | string | undefined => {
  // The line breaks end a comment on the last line of each.
  const parsed = parse(`let saved = (${parameters}\n) {\n${body}\n}; print 1`);
  if (!parsed.ok) return parsed.diagnostics[0]?.message;
  const [first, ...others] = parsed.query.lets;
  // More than one: the text has closed what it stands in.
  return first?.value.kind === 'function' && others.length === 0 ? first.value.fn : undefined;
};

const functionOf = ({ name, parameters, body }: SavedFunction): FunctionNode => {
  const found = read(parameters, body);
  if (typeof found === 'object') return found;
  const message = `The saved function '${name}' cannot be read: ${found ?? 'it is no function'}`;
  throw new QueryProblem(codes.unresolvedName, message, { start: 0, end: 0 });
};

/**
 * Why queries could not call a function of this name with these parameters, or would mean something else by the name, as a
 * sentence; undefined where nothing is wrong.
 */
export const savedFunctionProblem = ({ name, parameters }: Omit<SavedFunction, 'body'>): string | undefined => {
  if (!/^[A-Za-z_]\w*$/.test(name))
    return 'The name of a function has letters, digits and _, and does not begin with a digit.';
  if (findScalar(name) || findAggregate(name))
    return `'${name}' is a function of the query language: choose another name.`;
  const found = read(parameters, 'print 1');
  return typeof found === 'object'
    ? undefined
    : `The parameters cannot be read: ${found ?? 'they are no list of parameters'}.`;
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
