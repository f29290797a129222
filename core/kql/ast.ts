import type { Span } from './diagnostic';
import type { ColumnType } from './schema';
import type { Scalar } from './vector';

/** Syntax tree: what the text says, before names and types are looked up. */
export type Node = { readonly span: Span };

export type Name = Node & { readonly text: string };

export type LiteralNode = Node & {
  readonly kind: 'literal';
  readonly type: ColumnType;
  readonly value: Scalar;
  readonly tenths?: number;
};

export type ExprNode =
  | LiteralNode
  | (Node & { readonly kind: 'name'; readonly name: string })
  | (Node & { readonly kind: 'star' })
  /** Function call. */
  | (Node & { readonly kind: 'call'; readonly name: Name; readonly args: readonly Argument[] })
  /** Operator by its registry name; `and` and `or` take any number of operands. */
  | (Node & { readonly kind: 'operation'; readonly operator: Name; readonly operands: readonly ExprNode[] })
  | (Node & { readonly kind: 'member'; readonly target: ExprNode; readonly member: Name })
  | (Node & { readonly kind: 'index'; readonly target: ExprNode; readonly index: ExprNode })
  /** A tabular expression in parentheses or as an argument. */
  | (Node & { readonly kind: 'tabular'; readonly query: TabularNode });

export type Argument = { readonly name?: Name; readonly value: ExprNode };

/** `name = expression`, `(a, b) = expression` (in `names`) or a bare expression in a column list. */
export type NamedExpr = Node & { readonly name?: Name; readonly names?: readonly Name[]; readonly expr: ExprNode };

export type PatternOrder = 'asc' | 'desc' | 'granny-asc' | 'granny-desc';

/** Column name with `*` wildcards, as `project-away` takes it; `order` sorts what it matches (`project-reorder`). */
export type NamePattern = Node & {
  readonly text: string;
  readonly wildcard: boolean;
  readonly order?: PatternOrder;
};

export type SortNode = Node & {
  readonly expr: ExprNode;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
};

/** `kind=inner`, `isfuzzy=true`, `withsource=Name` after an operator's name; hints are read over. */
export type Parameter = Node & { readonly name: string; readonly value: string };

export type ColumnNode = Node & { readonly name: Name; readonly type: ColumnType };

export type JoinCondition = Node & { readonly left: Name; readonly right: Name };

export type ExpandItem = NamedExpr & { readonly type?: ColumnType };

export type SeriesItem = NamedExpr & { readonly initial?: ExprNode };

/** One piece of a `parse` pattern: text to find, `*`, or a column. */
export type ParseStep =
  | (Node & { readonly kind: 'text'; readonly text: string })
  | (Node & { readonly kind: 'skip' })
  | (Node & { readonly kind: 'column'; readonly name: Name; readonly type: ColumnType });

/** One level of `top-nested`: the best `count` values of `of`, the others together as `others`. */
export type NestedLevel = Node & {
  readonly count?: ExprNode;
  readonly of: NamedExpr;
  readonly others?: ExprNode;
  readonly by: NamedExpr;
  readonly descending: boolean;
};

/** `step name output=last: condition => column = value, ...;`. */
export type ScanStepNode = Node & {
  readonly name: Name;
  readonly output: 'all' | 'last' | 'none';
  readonly condition: ExprNode;
  readonly assignments: readonly { readonly name: Name; readonly value: ExprNode }[];
};

/** A table of nodes and the column that tells them apart. */
export type GraphNode = Node & { readonly table: TabularNode; readonly key: Name };

/** `(name)`, or `-[name*1..3]->` with how often the edge may repeat. */
export type GraphElement =
  | (Node & { readonly kind: 'node'; readonly name?: Name })
  | (Node & {
      readonly kind: 'edge';
      readonly name?: Name;
      readonly range?: readonly [least: number, most: number];
      readonly direction: 'in' | 'out' | 'any';
    });

/** Nodes and edges in turns. */
export type GraphPattern = Node & { readonly elements: readonly GraphElement[] };

/** The columns a plugin is declared to give; `star`: those of its input come first. */
export type PluginSchema = Node & { readonly star: boolean; readonly columns: readonly ColumnNode[] };

/** `search` and `find`, piped or as a source. */
export type SearchNode = Node & {
  readonly kind: 'search';
  readonly keyword: Name;
  readonly parameters: readonly Parameter[];
  readonly tables: readonly TabularNode[];
  readonly predicate: ExprNode;
};

export type OperatorNode = Node & { readonly keyword: Name } & (
    | { readonly kind: 'where'; readonly predicate: ExprNode }
    | {
        readonly kind: 'extend' | 'project' | 'serialize' | 'project-rename' | 'distinct';
        readonly items: readonly NamedExpr[];
      }
    | { readonly kind: 'project-away' | 'project-keep' | 'project-reorder'; readonly patterns: readonly NamePattern[] }
    | { readonly kind: 'getschema' }
    | { readonly kind: 'count'; readonly name?: Name }
    | { readonly kind: 'summarize'; readonly aggregates: readonly NamedExpr[]; readonly by: readonly NamedExpr[] }
    | { readonly kind: 'sort'; readonly by: readonly SortNode[] }
    | { readonly kind: 'top'; readonly count: ExprNode; readonly by: readonly SortNode[] }
    | { readonly kind: 'take' | 'sample'; readonly count: ExprNode }
    | { readonly kind: 'sample-distinct'; readonly count: ExprNode; readonly of: NamedExpr }
    | { readonly kind: 'top-hitters'; readonly count: ExprNode; readonly of: NamedExpr; readonly by?: ExprNode }
    | { readonly kind: 'top-nested'; readonly levels: readonly NestedLevel[] }
    | SearchNode
    | {
        readonly kind: 'parse' | 'parse-where';
        readonly mode: 'simple' | 'regex' | 'relaxed';
        readonly flags: string;
        readonly expr: ExprNode;
        readonly steps: readonly ParseStep[];
      }
    | {
        readonly kind: 'parse-kv';
        readonly expr: ExprNode;
        readonly columns: readonly ColumnNode[];
        readonly properties: readonly (Node & { readonly name: string; readonly value: ExprNode })[];
      }
    | {
        readonly kind: 'make-series';
        readonly parameters: readonly Parameter[];
        readonly items: readonly SeriesItem[];
        readonly on: NamedExpr;
        readonly from?: ExprNode;
        readonly to?: ExprNode;
        readonly step: ExprNode;
        /** Written as `in range(from, to, step)`, where `to` is the last point. */
        readonly inRange: boolean;
        readonly by: readonly NamedExpr[];
      }
    | {
        readonly kind: 'evaluate';
        readonly plugin: Name;
        readonly args: readonly Argument[];
        readonly schema?: PluginSchema;
      }
    | { readonly kind: 'invoke'; readonly name: Name; readonly args: readonly Argument[] }
    | {
        readonly kind: 'partition';
        readonly by: NamedExpr;
        readonly operators: readonly OperatorNode[];
        /** A query in braces instead, which knows the column as a constant. */
        readonly query?: TabularNode;
      }
    | {
        readonly kind: 'scan';
        readonly matchId?: Name;
        readonly declared: readonly (ColumnNode & { readonly initial?: ExprNode })[];
        readonly steps: readonly ScanStepNode[];
      }
    | {
        readonly kind: 'reduce';
        readonly parameters: readonly Parameter[];
        readonly by: NamedExpr;
        readonly options: readonly { readonly name: string; readonly value: ExprNode }[];
      }
    | {
        readonly kind: 'make-graph';
        readonly source: Name;
        readonly target: Name;
        readonly nodes: readonly GraphNode[];
        readonly id?: Name;
      }
    | {
        readonly kind: 'graph-match' | 'graph-shortest-paths';
        readonly parameters: readonly Parameter[];
        readonly patterns: readonly GraphPattern[];
        readonly predicate?: ExprNode;
        readonly items: readonly NamedExpr[];
      }
    | { readonly kind: 'graph-mark-components'; readonly parameters: readonly Parameter[] }
    | {
        readonly kind: 'graph-to-table';
        readonly part: 'nodes' | 'edges';
        readonly parameters: readonly Parameter[];
      }
    | { readonly kind: 'assert-schema'; readonly columns: readonly ColumnNode[] }
    | { readonly kind: 'project-by-names'; readonly items: readonly ExprNode[] }
    | { readonly kind: 'union'; readonly parameters: readonly Parameter[]; readonly tables: readonly TabularNode[] }
    | {
        readonly kind: 'join' | 'lookup';
        readonly parameters: readonly Parameter[];
        readonly right: TabularNode;
        readonly on: readonly JoinCondition[];
      }
    | {
        readonly kind: 'mv-expand';
        readonly parameters: readonly Parameter[];
        readonly items: readonly ExpandItem[];
        readonly limit?: ExprNode;
      }
    | {
        readonly kind: 'mv-apply';
        readonly parameters: readonly Parameter[];
        readonly items: readonly ExpandItem[];
        readonly limit?: ExprNode;
        /** The subquery each row's values go through. */
        readonly operators: readonly OperatorNode[];
      }
    | {
        readonly kind: 'render';
        readonly visualization: string;
        readonly properties: Readonly<Record<string, string>>;
      }
    | { readonly kind: 'as'; readonly name: Name }
  );

export type SourceNode = Node &
  (
    | { readonly kind: 'table'; readonly name: Name; readonly wildcard: boolean }
    /** A call of a function or, with `path`, of a pattern: `country("Canada").Alberta`. */
    | { readonly kind: 'invoke'; readonly name: Name; readonly args: readonly Argument[]; readonly path?: ExprNode }
    | { readonly kind: 'print'; readonly items: readonly NamedExpr[] }
    | { readonly kind: 'datatable'; readonly columns: readonly ColumnNode[]; readonly values: readonly ExprNode[] }
    | {
        readonly kind: 'range';
        readonly name: Name;
        readonly from: ExprNode;
        readonly to: ExprNode;
        readonly step: ExprNode;
      }
    | { readonly kind: 'union'; readonly union: OperatorNode & { readonly kind: 'union' } }
    | { readonly kind: 'search'; readonly search: SearchNode }
    | {
        readonly kind: 'find';
        readonly parameters: readonly Parameter[];
        readonly tables: readonly TabularNode[];
        readonly predicate: ExprNode;
        /** The columns of `project`; undefined for `project-smart` and where none are given. */
        readonly project?: readonly FindColumn[];
      }
    | { readonly kind: 'nested'; readonly query: TabularNode }
  );

/** A column `find ... project` asks for; `pack(*)` stands for all the others in one bag. */
export type FindColumn = Node & { readonly name: Name; readonly type?: ColumnType; readonly pack: boolean };

export type TabularNode = Node & { readonly source: SourceNode; readonly operators: readonly OperatorNode[] };

export type FunctionParameter = Node & {
  readonly name: Name;
  /** `columns`: a tabular parameter with these columns at least; empty means any. */
  readonly type: ColumnType | { readonly columns: readonly ColumnNode[] };
  readonly initial?: ExprNode;
};

export type FunctionNode = Node & {
  /** Declared with `view`: unions know its rows by its name. */
  readonly view: boolean;
  readonly parameters: readonly FunctionParameter[];
  readonly body: QueryNode;
};

/** One `("a", "b").["c"] = { ... }` of a pattern. */
export type PatternCase = Node & {
  readonly values: readonly ExprNode[];
  readonly path?: ExprNode;
  readonly body: QueryNode;
};

export type LetNode = Node & {
  readonly name: Name;
  readonly value:
    | { readonly kind: 'expression'; readonly expr: ExprNode }
    | { readonly kind: 'function'; readonly fn: FunctionNode }
    /** `declare query_parameters(name: type = initial)`. */
    | { readonly kind: 'parameter'; readonly type: ColumnType; readonly initial?: ExprNode }
    /** `declare pattern name = (...)[path] { ... }`. */
    | {
        readonly kind: 'pattern';
        readonly parameters: readonly ColumnNode[];
        readonly path?: ColumnNode;
        readonly cases: readonly PatternCase[];
      };
};

/** `set name = value;`: most tune Kusto's own engine and are without effect here; `bin_auto` reads its own. */
export type SettingNode = Node & { readonly name: Name; readonly value?: ExprNode };

/** `let` statements and the expression that is the query; a function body's may be scalar. */
export type QueryNode = Node & {
  readonly settings: readonly SettingNode[];
  readonly lets: readonly LetNode[];
  readonly result: ExprNode;
};
