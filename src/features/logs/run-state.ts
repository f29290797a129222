import type { QueryReply, QueryTable } from '#core/contract/query';

/**
 * What the results area is about. `text`: the KQL that was sent; `offset`: where it begins in the editor's text (a selection), for
 * marking errors. `tables` are all tables of a reply that has several; `render` is the reply's block of that name.
 */
export type RunState =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly text: string; readonly startedAt: number; readonly cancel: () => void }
  /** By the reader, after `ranMs`. */
  | { readonly state: 'cancelled'; readonly ranMs: number; readonly retry: () => void }
  | {
      readonly state: 'failed';
      readonly text: string;
      readonly offset: number;
      readonly error: unknown;
      readonly retry: () => void;
    }
  | {
      readonly state: 'done';
      readonly text: string;
      readonly timespan: string | undefined;
      /** The time span as a duration back from now, where it was chosen as one. */
      readonly relative?: string;
      readonly table: QueryTable;
      readonly durationMs: number;
      readonly warnings: readonly string[];
      readonly tables?: readonly QueryTable[];
      readonly render?: QueryReply['render'];
    };
