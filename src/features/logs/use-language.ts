import type { Extension } from '@codemirror/state';

const plain: Extension = [];

/** Help of the language service for an editor. */
export const useLanguage = (_customerId: string): Extension => plain;
