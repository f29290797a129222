import type { ChangeWindow } from './change-window';
import { type Bucket, rowsNewerThan } from './segments';

type ListRow = { readonly TimeGenerated: number | null };

/** A reading of the list as it is shown. `sameAs` tells two readings of one list from two different lists. */
export type ShownList<R extends ListRow> = {
  readonly window: ChangeWindow<R>;
  readonly buckets: readonly Bucket[];
  readonly sameAs: string;
  readonly oldestFirst: boolean;
  /** Ordered by something else than time: where rows arrived is not known. */
  readonly byColumn?: boolean;
};

/** Row the keyboard is on. `id` undefined: its page is on its way. `index` -1 with an id: its place is not known. */
export type ActiveRow = { readonly index: number; readonly id: string | undefined };

const none: ActiveRow = { index: -1, id: undefined };

const microsOf = (row: ListRow | undefined): number | undefined =>
  row === undefined || row.TimeGenerated === null ? undefined : Math.round(row.TimeGenerated * 1000);

/**
 * Where the reader is in the list: the active row, and what is at the top of the view. Both are the same changes after rows have
 * arrived above them. An external store, because pages arrive outside of React.
 */
export class ListPosition<R extends ListRow> {
  #active = none;
  #list: ShownList<R> | undefined;
  #activeTime: number | undefined;
  #topTime: number | undefined;
  #listeners = new Set<() => void>();
  readonly #idOf: (row: R) => string;

  /** `idOf`: what a row is told from others by, and what its address is made of. */
  constructor(idOf: (row: R) => string) {
    this.#idOf = idOf;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly active = (): ActiveRow => this.#active;

  rowAt(index: number): R | undefined {
    const list = this.#list;
    if (!list || index < 0) return undefined;
    return list.window.rowAt(list.oldestFirst ? list.window.total - 1 - index : index);
  }

  /** Shows another reading. Answers how many rows the view has to move down to stay where it was. */
  show(list: ShownList<R>): number {
    const before = this.#list;
    this.#list = list;
    const isSame = before?.sameAs === list.sameAs && before.oldestFirst === list.oldestFirst;
    if (!isSame || list.oldestFirst || list.byColumn) {
      if (this.#active.index >= 0) this.#set({ index: this.#find(this.#active.id), id: this.#active.id });
      return 0;
    }
    const shift = (time: number | undefined) =>
      time === undefined ? 0 : rowsNewerThan(list.buckets, time) - rowsNewerThan(before.buckets, time);
    if (this.#active.index >= 0) {
      this.#set({ index: Math.max(0, this.#active.index + shift(this.#activeTime)), id: this.#active.id });
    }
    return shift(this.#topTime);
  }

  /** Remembers what is at the top of the view; nothing while that is the newest row, which new ones may push down. */
  sawTop(index: number): void {
    this.#topTime = index <= 0 ? undefined : microsOf(this.rowAt(index));
  }

  /** Makes a row the active one; its id, if its page is there. */
  moveTo(index: number): string | undefined {
    const row = this.rowAt(index);
    this.#activeTime = microsOf(row);
    const id = row && this.#idOf(row);
    this.#set({ index, id });
    return id;
  }

  /** Makes a change the active one wherever it is: at `index` if that is known, else where it is found in memory. */
  place(id: string, index = this.#find(id)): void {
    this.#activeTime = microsOf(this.rowAt(index));
    this.#set({ index, id });
  }

  leave(): void {
    this.#set(none);
  }

  /** Pages have arrived. Answers the id of the active row when it was waited for. */
  rowsArrived(): string | undefined {
    const { index, id } = this.#active;
    const row = this.rowAt(index);
    if (row === undefined) return undefined;
    this.#activeTime = microsOf(row);
    const found = this.#idOf(row);
    if (id === undefined) {
      this.#set({ index, id: found });
      return found;
    }
    if (found !== id) {
      const at = this.#find(id);
      if (at >= 0) this.place(id, at);
    }
    return undefined;
  }

  #find(id: string | undefined): number {
    const list = this.#list;
    const at = id === undefined ? -1 : (list?.window.findLoaded((row) => this.#idOf(row) === id) ?? -1);
    return at < 0 || !list ? -1 : list.oldestFirst ? list.window.total - 1 - at : at;
  }

  #set(active: ActiveRow): void {
    if (active.index === this.#active.index && active.id === this.#active.id) return;
    this.#active = active;
    for (const listener of this.#listeners) listener();
  }
}
