import { createContext, use } from 'react';
import type { Flap } from './flaps';
import type { Zone } from '../../time-range/range';

/** What cells of the list need besides their row. */
export type ListContext = {
  readonly zone: Zone;
  /** Address of a change with the view's search string. */
  readonly addressOf: (rowId: string) => string;
  /** Flapping entities that are shown as one row, by `flapKey`. */
  readonly flaps: ReadonlyMap<string, Flap>;
};

export const ListContext = createContext<ListContext | undefined>(undefined);

export const useListContext = (): ListContext => {
  const context = use(ListContext);
  if (!context) throw new Error('cells of the Changes list need ListContext above them');
  return context;
};

/** What the open pane can ask of the list. */
export type DetailsOutlet = {
  readonly close: () => void;
  /** Undefined at the ends of the list, and while the open change is not found in it. */
  readonly previous: (() => void) | undefined;
  readonly next: (() => void) | undefined;
};
