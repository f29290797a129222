import type { ExportFormat, ExportSource } from './export-source';
import type { Outcome, Progress } from './run-export';
import type { SaveTarget } from './save-target';

/** A call of the API as it goes between threads. An empty body is null. */
export type PlainRequest = {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
};
export type PlainResponse = {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: ArrayBuffer;
};

export type ToWorker =
  | {
      readonly kind: 'run';
      readonly source: ExportSource;
      readonly format: ExportFormat;
      readonly target: SaveTarget;
      /** Where the API is. */
      readonly origin: string;
      /** ISO 8601. */
      readonly exportedAt: string;
    }
  | { readonly kind: 'response'; readonly id: number; readonly response: PlainResponse }
  /** No answer came. */
  | { readonly kind: 'noResponse'; readonly id: number }
  /** Answers `stopped`. */
  | { readonly kind: 'decision'; readonly decision: 'resume' | 'keep' }
  /** Answered by `cancelled`, once nothing of the file is left. */
  | { readonly kind: 'cancel' };

export type FromWorker =
  | { readonly kind: 'request'; readonly id: number; readonly request: PlainRequest }
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** A page could not be read: the reader decides. */
  | { readonly kind: 'stopped'; readonly progress: Progress; readonly error: unknown }
  /** `file`: what the browser shall download, where it was not written to disk. */
  | { readonly kind: 'done'; readonly outcome: Outcome; readonly file: Blob | undefined }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'cancelled' };
