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
