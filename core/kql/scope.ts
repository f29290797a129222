import type { ExprNode, FunctionNode, LetNode, OperatorNode, TabularNode } from './ast';
import type { QueryProblem } from './diagnostic';
import { isIngestionTime } from './expr';
import type { Expr, Plan, Render } from './plan';
import type { ColumnSchema, TableSchema } from './schema';

/** A bound tabular expression. */
export type Table = {
  readonly plan: Plan;
  /** Rows have an order that window functions may rely on. */
  readonly serialized: boolean;
  /** The plan's columns include `$IngestionTime` only for `ingestion_time()`: it is no column of the table. */
  readonly hidden: boolean;
  /** Set while the table is nothing but this named table, for `union withsource`. */
  readonly name?: string;
  /** Set while the table is nothing but a union of these. */
  readonly operands?: readonly { readonly table: Table; readonly name: string }[];
  readonly render?: Render;
  /** Set for what `make-graph` gives: `plan` then holds the edges, and only the graph operators take it. */
  readonly graph?: Graph;
};

/** Nodes with their key as text in `$id`, edges with the keys of their ends in `$source` and `$target`. */
export type Graph = { readonly nodes: Plan; readonly edges: Plan };

export type Value =
  | { readonly kind: 'scalar'; readonly expr: Expr }
  | { readonly kind: 'table'; readonly table: Table };

type PatternNode = Extract<LetNode['value'], { readonly kind: 'pattern' }>;

export type Binding =
  | Value
  | {
      readonly kind: 'function';
      readonly fn: FunctionNode;
      readonly environment: Environment;
      /** Name of the saved function this is: its text is not the query's. */
      readonly saved?: string;
    }
  | { readonly kind: 'pattern'; readonly pattern: PatternNode; readonly environment: Environment };

/** Names given by `let`, parameters and `as`; inner ones hide outer ones. */
export class Environment {
  private readonly names = new Map<string, Binding>();

  constructor(private readonly parent?: Environment) {}

  find(name: string): Binding | undefined {
    return this.names.get(name) ?? this.parent?.find(name);
  }

  /** Names of functions declared with `view` that take no arguments: tables to `search` and to wildcards. */
  views(): readonly string[] {
    const own = [...this.names].flatMap(([name, binding]) =>
      binding.kind === 'function' && binding.fn.view && binding.fn.parameters.length === 0 ? [name] : [],
    );
    return [...new Set([...(this.parent?.views() ?? []), ...own])];
  }

  /** False when the name is taken in this scope. */
  add(name: string, binding: Binding): boolean {
    if (this.names.has(name)) return false;
    this.names.set(name, binding);
    return true;
  }
}

/** Columns a query can name. */
export const visibleColumns = (table: Table): readonly ColumnSchema[] =>
  table.hidden ? table.plan.columns.filter((of) => !isIngestionTime(of)) : table.plan.columns;

/** What binding a whole query shares. */
export type BindState = {
  readonly tables: ReadonlyMap<string, TableSchema>;
  /** Microseconds since 1970. */
  readonly now: number;
  /** Whether something asked for `now`: then the plan holds for this moment only. */
  nowRead: boolean;
  /** Values the query has `set`, by name. */
  readonly settings: Map<string, ExprNode>;
  readonly timespan: { readonly from?: number; readonly to?: number };
  /** The query calls `ingestion_time()`, so scans bring `$IngestionTime`. */
  readonly ingestionTime: boolean;
  /** Stored tables read. */
  readonly read: Set<string>;
  /** Plan nodes that may still be made. */
  budget: number;
  /** Numbers the groups of rows that subqueries work on. */
  groups: number;
  /** Columns that only the data can tell, in the order the query asks for them; see `SchemaQuestion`. */
  readonly schemas: readonly (readonly ColumnSchema[])[];
  /** How many of `schemas` have been taken. */
  asked: number;
  /** Calls a user function; `row` is the table whose columns its arguments may read. */
  readonly invoke: (
    binding: Binding & { readonly kind: 'function' },
    node: ExprNode & { readonly kind: 'call' },
    caller: { readonly environment: Environment; readonly table: Table | undefined; readonly operator: string },
  ) => Value;
  /** Binds a tabular expression; `binder.ts` sets it, as the ones below. */
  readonly bindTabular: (node: TabularNode, environment: Environment) => Table;
  /** A scalar or a table, whichever the expression is. */
  readonly bindValue: (node: ExprNode, environment: Environment, operator: string) => Value;
  readonly bindOperators: (table: Table, operators: readonly OperatorNode[], environment: Environment) => Table;
  /** `T | invoke f(x)`: the function on the table and the further arguments. */
  readonly invokeOn: (
    table: Table,
    node: OperatorNode & { readonly kind: 'invoke' },
    caller: { readonly environment: Environment },
  ) => Table;
};

/**
 * Thrown by the binder where the columns of a plugin depend on its rows and `BindState.schemas` does not tell them:
 * `bag` asks for the properties of the bags in the plan's only column, `values` for its distinct texts.
 */
export class SchemaQuestion extends Error {
  constructor(
    readonly kind: 'bag' | 'values',
    readonly plan: Plan,
    /** What to say where nobody can answer. */
    readonly problem: QueryProblem,
  ) {
    super(problem.message);
  }
}
