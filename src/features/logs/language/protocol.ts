import type { WorkspaceSchema } from '../workspace-schema';

/** What a completion stands for; the editor chooses its sign by it. */
export type CompletionKind =
  | 'column'
  | 'table'
  | 'function'
  | 'aggregate'
  | 'variable'
  | 'operator'
  | 'keyword'
  | 'chart'
  | 'type';

/** One entry of the completion list. Its text goes in with the cursor between `before` and `after`. */
export type CompletionEntry = {
  readonly kind: CompletionKind;
  readonly label: string;
  /** Type of a column, parameters of a function. */
  readonly detail?: string;
  readonly info?: string;
  readonly before: string;
  readonly after: string;
  /** After this another list is of use. */
  readonly again: boolean;
  /** Place among the entries: lower comes first. */
  readonly order: number;
};

/** `from`: where the text that an entry replaces begins; offsets in UTF-16 units. */
export type Completions = { readonly from: number; readonly entries: readonly CompletionEntry[] };

/** Help on what stands at `[from, to)`: how it is declared, and what it does where that is known. */
export type Help = {
  readonly from: number;
  readonly to: number;
  readonly declaration: string;
  readonly summary?: string;
};

/** Something wrong at `[from, to)`. `here`: only the engine behind this page says so, Kusto itself would take it. */
export type Fault = {
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly message: string;
  readonly here?: boolean;
};

/** What the language service is asked about a query. */
export type Ask =
  | { readonly name: 'complete'; readonly text: string; readonly position: number }
  | { readonly name: 'help'; readonly text: string; readonly position: number }
  | { readonly name: 'faults'; readonly text: string }
  | { readonly name: 'format'; readonly text: string };

export type Answer =
  | { readonly name: 'complete'; readonly value: Completions }
  | { readonly name: 'help'; readonly value: Help | undefined }
  | { readonly name: 'faults'; readonly value: readonly Fault[] }
  | { readonly name: 'format'; readonly value: string };

/** `id` of a schema stands in the questions that are asked against it. `here`: queries run on our own engine. */
export type ToWorker =
  | { readonly type: 'schema'; readonly id: number; readonly schema: WorkspaceSchema; readonly here: boolean }
  | { readonly type: 'question'; readonly id: number; readonly schema: number; readonly ask: Ask };

/** `milliseconds`: what loading took in the worker. */
export type FromWorker =
  | { readonly type: 'ready'; readonly milliseconds: number }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly type: 'refused'; readonly id: number; readonly message: string };
