import type { ExportColumn, ExportFacts, ExportRow, FileKind } from './export-source';
import type { Ending } from './format';
import type { PagingPlan } from './page-kql';
import type { PagingOptions } from './paging-plan';

export type ToWorker =
  | { readonly kind: 'plan'; readonly kql: string; readonly options: PagingOptions }
  | {
      readonly kind: 'start';
      readonly file: FileKind;
      readonly columns: readonly ExportColumn[];
      readonly facts: ExportFacts;
    }
  /** Answers `more`. */
  | { readonly kind: 'rows'; readonly rows: readonly ExportRow[] }
  | { readonly kind: 'end'; readonly ending: Ending };

export type FromWorker =
  | { readonly kind: 'plan'; readonly plan: PagingPlan | undefined }
  | { readonly kind: 'more' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** `cut`: texts that were too long for a cell. */
  | { readonly kind: 'done'; readonly cut: number }
  | { readonly kind: 'failed'; readonly message: string };
