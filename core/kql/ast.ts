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

/** `name = expression` or a bare expression in a column list. */
export type NamedExpr = Node & { readonly name?: Name; readonly expr: ExprNode };

/** Column name with `*` wildcards, as `project-away` takes it. */
export type NamePattern = Node & { readonly text: string; readonly wildcard: boolean };

export type SortNode = Node & {
  readonly expr: ExprNode;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
};

/** `kind=inner`, `isfuzzy=true`, `withsource=Name` after an operator's name. */
export type Parameter = Node & { readonly name: string; readonly value: string };

export type ColumnNode = Node & { readonly name: Name; readonly type: ColumnType };

export type JoinCondition = Node & { readonly left: Name; readonly right: Name };

export type OperatorNode = Node & { readonly keyword: Name } & (
    | { readonly kind: 'where'; readonly predicate: ExprNode }
    | {
        readonly kind: 'extend' | 'project' | 'serialize' | 'project-rename' | 'distinct';
        readonly items: readonly NamedExpr[];
      }
    | { readonly kind: 'project-away' | 'project-keep' | 'project-reorder'; readonly patterns: readonly NamePattern[] }
    | { readonly kind: 'count' | 'getschema' }
    | { readonly kind: 'summarize'; readonly aggregates: readonly NamedExpr[]; readonly by: readonly NamedExpr[] }
    | { readonly kind: 'sort'; readonly by: readonly SortNode[] }
    | { readonly kind: 'top'; readonly count: ExprNode; readonly by: readonly SortNode[] }
    | { readonly kind: 'take'; readonly count: ExprNode }
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
        readonly items: readonly (NamedExpr & { readonly type?: ColumnType })[];
        readonly limit?: ExprNode;
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
    | { readonly kind: 'invoke'; readonly name: Name; readonly args: readonly Argument[] }
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
    | { readonly kind: 'nested'; readonly query: TabularNode }
  );

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

export type LetNode = Node & {
  readonly name: Name;
  readonly value:
    { readonly kind: 'expression'; readonly expr: ExprNode } | { readonly kind: 'function'; readonly fn: FunctionNode };
};

/** `let` statements and the expression that is the query; a function body's may be scalar. */
export type QueryNode = Node & { readonly lets: readonly LetNode[]; readonly result: ExprNode };
