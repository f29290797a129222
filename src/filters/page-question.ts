import type { Question } from '../api/in-step';
import type { PageWindow } from '../time-range/page-window';
import { windowKey } from '../time-range/range';
import type { ChangeFilter } from './change-filter';
import { filteredChanges } from './filter-kql';

/** What all figures of a workspace's page are about: the key parts of a page agree on (`useInStep`). */
export type PageQuestion = Question & {
  readonly window: PageWindow;
  readonly filter: ChangeFilter;
  /** Range and filter without the moment: a refresh asks the same again, a click on a bar does not. */
  readonly choice: string;
};

export const pageQuestion = (window: PageWindow, filter: ChangeFilter): PageQuestion => {
  const counted = filteredChanges(filter);
  return {
    key: `${windowKey(window)} ${window.zone} ${counted}`,
    window,
    filter,
    choice: `${window.range.text} ${counted}`,
  };
};

/**
 * What a part of the page may show of its last good answer: nothing while the answer to another range or filter failed to come, as
 * figures of one filter under the chips of another would be wrong.
 */
export const answerTo = <T>(
  question: PageQuestion,
  {
    data,
    question: answered,
    failure,
  }: { readonly data: T | undefined; readonly question: PageQuestion | undefined; readonly failure: unknown },
): T | undefined => (failure !== undefined && answered?.choice !== question.choice ? undefined : data);
