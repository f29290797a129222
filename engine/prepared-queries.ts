import { compileOverData } from '#core/kql/compile-over-data';
import { compile, type CompileOptions, type CompileResult } from '#core/kql/compile';
import type { BoundQuery, Plan } from '#core/kql/plan';
import type { TableSchema } from '#core/kql/schema';
import { split } from '#core/kql/split';
import type { Batch } from '#core/kql/vector';
import type { StoreCapabilities } from './store';

/** A query ready to run: bound, and its plan with what the store runs itself cut off. */
export type PreparedQuery = { readonly query: BoundQuery; readonly plan: Plan };

type Prepared =
  | ({ readonly ok: true } & PreparedQuery)
  | { readonly ok: false; readonly diagnostics: Extract<CompileResult, { ok: false }>['diagnostics'] };

/** Schemas and, of each, queries kept; longer texts are not. */
const schemasKept = 32;
const queriesKept = 128;
const longestText = 20_000;

/** A map that forgets what was not asked for longest. */
class Recent<T> {
  readonly #values = new Map<string, T>();

  constructor(private readonly size: number) {}

  get(key: string): T | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  set(key: string, value: T): void {
    this.#values.set(key, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.size && oldest !== undefined) this.#values.delete(oldest);
  }
}

type Kept = PreparedQuery & { readonly now: number };

/**
 * Compiles queries, and keeps what came of them: pages ask the same text of many workspaces, and again at each refresh.
 * A plan holds for one text, time span and set of tables, whichever workspace has them; one that read the clock for that
 * moment only, one whose columns came out of data not at all. What a store can run may change meanwhile: it copes with a
 * prefix that it cannot run any more.
 */
export const createPreparedQueries = ({ canPush }: StoreCapabilities) => {
  const bySchema = new Recent<Recent<Kept>>(schemasKept);
  const names = new WeakMap<readonly TableSchema[], string>();

  const queriesOf = (tables: readonly TableSchema[]): Recent<Kept> => {
    let name = names.get(tables);
    if (name === undefined) names.set(tables, (name = JSON.stringify(tables)));
    let queries = bySchema.get(name);
    if (queries === undefined) bySchema.set(name, (queries = new Recent(queriesKept)));
    return queries;
  };

  const prepared = (query: BoundQuery): PreparedQuery => ({ query, plan: split(query.plan, canPush) });

  return {
    /** As `compileOverData`; `run` gets plans ready to run. */
    prepare: async (
      text: string,
      options: Omit<CompileOptions, 'schemas'>,
      run: (plan: Plan) => AsyncIterable<Batch>,
    ): Promise<Prepared> => {
      const { tables, timespan = {}, now } = options;
      // What a function's text says may change at any time.
      const queries = text.length > longestText || options.functions ? undefined : queriesOf(tables);
      const key = `${timespan.from ?? ''} ${timespan.to ?? ''} ${text}`;
      const known = queries?.get(key);
      if (known !== undefined && (!known.query.readsNow || known.now === now)) return { ok: true, ...known };

      // Without a pause, so that a batch that asks many workspaces at once finds what its first query left.
      const compiled = compile(text, options);
      if (compiled.ok) {
        const made = prepared(compiled.query);
        queries?.set(key, { ...made, now });
        return { ok: true, ...made };
      }
      if (compiled.question === undefined) return compiled;
      const overData = await compileOverData(text, options, (plan) => run(split(plan, canPush)));
      return overData.ok ? { ok: true, ...prepared(overData.query) } : overData;
    },
  };
};

export type PreparedQueries = ReturnType<typeof createPreparedQueries>;
