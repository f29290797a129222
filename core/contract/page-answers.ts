/**
 * Answers that are put into a page, because whoever makes it knows what it will ask first: each part is an element
 * `script[type="application/json"]` whose text is a `PageAnswer[]`. Text only: nothing in it is run.
 */
export type PageAnswer = {
  /** Path and search string. */
  readonly path: string;
  /** Body of a POST; a GET has none. */
  readonly body?: string;
  /** Body of the successful answer, JSON. */
  readonly text: string;
};

/** Attribute of those elements. */
export const answersAttribute = 'data-answers';

/** Name of the `meta` element whose content is the moment (ms since 1970) the answers hold up to; in a page without it there are none. */
export const asOfName = 'fim-as-of';

/** The text of such an element: nothing in it can end the element. */
export const answersText = (answers: readonly PageAnswer[]): string =>
  JSON.stringify(answers).replaceAll('<', String.raw`\u003c`);
