import type { ColumnSchema, ColumnType, TableSchema } from './schema';
import type { Scalar } from './vector';

/**
 * The bound plan: what the binder makes of a query, what the executor runs and what `split` cuts. Small frozen nodes told
 * apart by `kind`/`op`; columns are referred to by name, which is unique within a schema.
 */

/** Bound expression. Operators are calls by their Kusto name: `==`, `=~`, `contains_cs`, `and`, `not`, `+`, `between`. */
export type Expr =
  | { readonly kind: 'column'; readonly name: string; readonly type: ColumnType }
  | { readonly kind: 'literal'; readonly value: Scalar; readonly type: ColumnType; readonly tenths?: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[]; readonly type: ColumnType }
  /**
   * The first cell of a plan's rows (`toscalar`) or, as a `list`, all cells of its first column (the right side of
   * `in`). Refers to no column of the plan around it; the executor runs it first and puts literals in its place.
   */
  | { readonly kind: 'subquery'; readonly plan: Plan; readonly list: boolean; readonly type: ColumnType };

/** Output column computed by an expression. */
export type Assignment = { readonly name: string; readonly expr: Expr };

/**
 * `columns` are what the aggregate adds to the output: one, or for arg_max / arg_min the maximised value followed by the
 * values returned beside it (`args[i]` gives `columns[i]`).
 */
export type Aggregate = {
  readonly name: string;
  readonly args: readonly Expr[];
  readonly columns: readonly ColumnSchema[];
};

export type SortKey = { readonly expr: Expr; readonly descending: boolean; readonly nullsFirst: boolean };

/** A piece of a `parse` pattern. */
export type ParsePiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'skip' }
  | { readonly kind: 'column'; readonly name: string; readonly type: ColumnType };

/** How `parse-kv` tells pairs, keys and values apart; with `regex` nothing else counts. */
export type KeyValueForm = {
  readonly pairs: string;
  readonly keys: string;
  readonly quotes: readonly (readonly [open: string, close: string])[];
  readonly escape: string;
  readonly greedy: boolean;
  readonly regex?: string;
};

export type JoinKind =
  | 'innerunique'
  | 'inner'
  | 'leftouter'
  | 'rightanti'
  | 'leftanti'
  | 'leftsemi'
  | 'rightsemi'
  | 'rightouter'
  | 'fullouter';

/** One step of `scan`: what a row must be for it, and what the row is then given. */
export type ScanStep = {
  readonly name: string;
  readonly output: 'all' | 'last' | 'none';
  readonly condition: Expr;
  readonly assignments: readonly Assignment[];
};

/** An edge of a graph pattern, or a chain of them, between two places. */
export type GraphHop = {
  readonly from: number;
  readonly to: number;
  readonly direction: 'in' | 'out' | 'any';
  readonly least: number;
  readonly most: number;
  /** Boolean columns that must hold for each edge, and for each node between two edges. */
  readonly edgeFilters: readonly string[];
  readonly innerFilters: readonly string[];
};

/** What a `compute` node works out from all the rows of its inputs. */
export type Computation =
  /** `state[i]`: the columns by which expressions name what step i last matched, in order of input and declared columns. */
  | {
      readonly kind: 'scan';
      readonly declared: readonly { readonly name: string; readonly initial: Expr }[];
      readonly steps: readonly ScanStep[];
      readonly state: readonly (readonly ColumnSchema[])[];
      readonly matchId: boolean;
    }
  /** Rows of the left input beside the rows of the right one whose network holds their address. */
  | {
      readonly kind: 'network-lookup';
      readonly version: 4 | 6;
      readonly address: string;
      readonly network: string;
      /** Columns of the same name that must be equal too. */
      readonly equal: readonly string[];
      readonly unmatched: boolean;
      readonly right: readonly string[];
    }
  /** Inputs are edges with `$source` and `$target` and nodes with `$id`: the nodes and the number of their component. */
  | { readonly kind: 'graph-components'; readonly strong: boolean }
  /** The same inputs: a row for each way the hops, one after another, run through the graph. */
  | {
      readonly kind: 'graph-match';
      readonly hops: readonly GraphHop[];
      /** By place in the pattern: boolean columns of the nodes that must hold; how many places there are. */
      readonly nodeFilters: readonly (readonly string[])[];
      readonly cycles: 'all' | 'none' | 'unique_edges';
      readonly shortest?: 'any' | 'all';
      /** Where each output column comes from: the node at a place, the edge of a hop, or an array of its edges or inner nodes. */
      readonly output: readonly {
        readonly from: 'node' | 'edge' | 'edges' | 'inner';
        readonly at: number;
        readonly column: string;
      }[];
    }
  | {
      readonly kind: 'reduce';
      readonly column: string;
      readonly threshold: number;
      readonly separators: string | undefined;
      /** Every row with its pattern instead of one row a pattern. */
      readonly keepRows: boolean;
    };

/** Every node carries the schema of its output. */
export type Plan = { readonly columns: readonly ColumnSchema[] } & (
  | { readonly op: 'scan'; readonly table: TableSchema }
  /** Rows a store computed from `prefix`, the part of the plan pushed down to it. Only `split` makes these. */
  | { readonly op: 'remote'; readonly prefix: Plan }
  | { readonly op: 'values'; readonly rows: readonly (readonly Expr[])[] }
  | { readonly op: 'range'; readonly from: Expr; readonly to: Expr; readonly step: Expr }
  | { readonly op: 'where'; readonly input: Plan; readonly predicate: Expr }
  /** `project`, `extend`, `project-away`, and `serialize x = ...`: the whole output list. */
  | { readonly op: 'project'; readonly input: Plan; readonly assignments: readonly Assignment[] }
  /** `summarize`, `distinct` (keys only) and `count` (no keys). */
  | {
      readonly op: 'summarize';
      readonly input: Plan;
      readonly keys: readonly Assignment[];
      readonly aggregates: readonly Aggregate[];
      /** Nothing above depends on the order of the groups. Only `split` says so. */
      readonly unordered?: boolean;
    }
  | { readonly op: 'sort'; readonly input: Plan; readonly by: readonly SortKey[] }
  | {
      readonly op: 'top';
      readonly input: Plan;
      readonly by: readonly SortKey[];
      readonly count: number;
      /** Rows left out before the first. Only `split` says so. */
      readonly skip?: number;
    }
  | { readonly op: 'take'; readonly input: Plan; readonly count: number }
  | { readonly op: 'serialize'; readonly input: Plan }
  | { readonly op: 'union'; readonly inputs: readonly Plan[] }
  | {
      readonly op: 'join';
      readonly kind: JoinKind;
      readonly left: Plan;
      readonly right: Plan;
      readonly on: readonly { readonly left: string; readonly right: string }[];
      /** Where each output column comes from, in order of `columns`. */
      readonly output: readonly { readonly side: 'left' | 'right'; readonly name: string }[];
    }
  | {
      readonly op: 'mv-expand';
      readonly input: Plan;
      readonly expansions: readonly { readonly name: string; readonly expr: Expr; readonly type: ColumnType }[];
      readonly indexName?: string;
      /** A property becomes `[name, value]` instead of a bag with one member. */
      readonly pairs: boolean;
      readonly limit?: number;
      /** Column with the number of the row a row comes from. */
      readonly rowName?: string;
    }
  /** Runs `sub` for the rows of each distinct tuple of `by`, `carried` columns of the tuple's first row before its own. */
  | {
      readonly op: 'partition';
      readonly input: Plan;
      readonly by: readonly string[];
      readonly carried: readonly string[];
      /** Which `rows` leaf of `sub` stands for the rows of a group. */
      readonly rows: string;
      readonly sub: Plan;
    }
  /** Rows of the group a `partition` around it works on. */
  | { readonly op: 'rows'; readonly rows: string }
  | {
      readonly op: 'parse';
      readonly input: Plan;
      readonly expr: Expr;
      readonly mode: 'simple' | 'regex' | 'relaxed';
      readonly flags: string;
      readonly pieces: readonly ParsePiece[];
      /** `parse-where`: rows that do not fit are dropped. */
      readonly only: boolean;
    }
  | {
      readonly op: 'parse-kv';
      readonly input: Plan;
      readonly expr: Expr;
      readonly found: readonly ColumnSchema[];
      readonly form: KeyValueForm;
    }
  /** Gathers `items` of the rows of each tuple of `keys` into arrays along an axis; `bin` is a row's point on it. */
  | {
      readonly op: 'make-series';
      readonly input: Plan;
      readonly keys: readonly string[];
      readonly bin: string;
      readonly items: readonly { readonly name: string; readonly initial: Expr }[];
      readonly from?: Expr;
      readonly to?: Expr;
      readonly step: Expr;
      /** `to` is the last point rather than the first beyond it. */
      readonly inclusive: boolean;
      /** A series of initial values where there is no row at all. */
      readonly nonempty: boolean;
    }
  /** `evaluate narrow()`: a row for each cell. */
  | { readonly op: 'narrow'; readonly input: Plan }
  | { readonly op: 'compute'; readonly inputs: readonly Plan[]; readonly what: Computation }
);

export type Render = { readonly visualization: string; readonly properties: Readonly<Record<string, string>> };

/** A query ready to run. `tables` names the stored tables it reads. */
export type BoundQuery = {
  readonly plan: Plan;
  readonly render?: Render;
  readonly tables: readonly string[];
  /** `now()` is part of the plan, which therefore holds for one moment only. */
  readonly readsNow: boolean;
};
