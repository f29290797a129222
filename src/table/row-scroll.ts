import { type ScrollExtent, type ScrollPosition, offsetShowing, physicalFor, scrolledTo } from './scroll-scale';

/** At rest for this long, ms, the scroll bar is put where the reader is. */
const restMs = 150;

/** Height of the view until it can be measured, px. */
const usualHeight = 640;

/** What is in view, as far as rows are drawn by it. */
export type RowView = {
  /** First row of which something is in view. */
  readonly first: number;
  /** Height of the view, px. */
  readonly height: number;
  /** How much lower the reader is in the true list than in the browser's, px. */
  readonly shift: number;
  readonly isScrolling: boolean;
};

/**
 * Where the reader is in a list of any length, and the ways to go elsewhere. An object beside React, so that a table need not be
 * drawn anew while it is scrolled: only its rows follow.
 */
export class RowScroll {
  #scroller: HTMLElement | null = null;
  #position: ScrollPosition = { physical: 0, offset: 0 };
  #content = 0;
  #rowHeight = 1;
  #view: RowView = { first: 0, height: usualHeight, shift: 0, isScrolling: false };
  #detach: () => void = () => {};
  #listeners = new Set<() => void>();
  readonly #headHeight: number;

  /** `headHeight`: of the sticky head inside the scroller, px. */
  constructor(headHeight: number) {
    this.#headHeight = headHeight;
  }

  /** Goes on the scrolling element as its ref. */
  readonly attach = (scroller: HTMLElement | null): void => {
    this.#detach();
    this.#scroller = scroller;
    if (!scroller) return;
    this.#position = { physical: scroller.scrollTop, offset: this.#position.offset };
    let rest: ReturnType<typeof setTimeout> | undefined;
    const settle = () => {
      const physical = physicalFor(this.#position.offset, this.#extent());
      if (Math.abs(physical - scroller.scrollTop) >= 1) this.#moveBar(physical);
      this.#see(false);
    };
    const onScroll = () => {
      // The bar was put there by `scrollTo`.
      if (scroller.scrollTop === this.#position.physical) return;
      this.#position = scrolledTo(this.#position, scroller.scrollTop, this.#extent());
      this.#see(true);
      clearTimeout(rest);
      rest = setTimeout(settle, restMs);
    };
    scroller.addEventListener('scroll', onScroll, { passive: true });
    const sized = new ResizeObserver(() => this.#see(this.#view.isScrolling));
    sized.observe(scroller);
    this.#detach = () => {
      clearTimeout(rest);
      scroller.removeEventListener('scroll', onScroll);
      sized.disconnect();
    };
    this.#see(false);
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** For useSyncExternalStore: the same until other rows are to be drawn. */
  readonly view = (): RowView => this.#view;

  /** px from the top of the true list. */
  offset(): number {
    return this.#position.offset;
  }

  /** Whole rows that fit into the view. */
  rowsPerView(): number {
    return Math.max(1, Math.floor(this.#extent().viewport / this.#rowHeight));
  }

  /** Says how long the list is. A list that shrank below the reader: the browser has clamped its bar, the true place follows. */
  resize(content: number, rowHeight: number): void {
    // Rows of another height: the reader keeps the row at the top of the view.
    const offset = (this.#position.offset / this.#rowHeight) * rowHeight;
    const isSameHeight = rowHeight === this.#rowHeight;
    this.#content = content;
    this.#rowHeight = rowHeight;
    const { viewport } = this.#extent();
    const last = Math.max(0, content - viewport);
    if (!isSameHeight) this.scrollTo(offset);
    else if (viewport > 0 && this.#position.offset > last) {
      this.#position = { physical: physicalFor(last, { content, viewport }), offset: last };
      this.#see(false);
    }
  }

  /** Scrolls to a place in px from the top of the true list. */
  scrollTo(offset: number): void {
    if (!this.#scroller) return;
    const extent = this.#extent();
    const to = Math.min(Math.max(0, offset), Math.max(0, extent.content - extent.viewport));
    this.#position = { physical: this.#position.physical, offset: to };
    this.#moveBar(physicalFor(to, extent));
    this.#see(false);
  }

  /** Shows a row, moving no further than needed. */
  showRow(index: number): void {
    this.scrollTo(offsetShowing(index, this.#position.offset, this.#rowHeight, this.#extent()));
  }

  #moveBar(physical: number): void {
    if (!this.#scroller) return;
    this.#scroller.scrollTop = physical;
    this.#position = { physical: this.#scroller.scrollTop, offset: this.#position.offset };
  }

  #see(isScrolling: boolean): void {
    const first = Math.floor(this.#position.offset / this.#rowHeight);
    const height = this.#scroller?.clientHeight ?? usualHeight;
    // A step adds the same to both, but for the last digits of a fraction.
    const shift = Math.round((this.#position.offset - this.#position.physical) * 1000) / 1000;
    const seen = this.#view;
    const isSame = first === seen.first && height === seen.height && shift === seen.shift;
    if (isSame && isScrolling === seen.isScrolling) return;
    this.#view = { first, height, shift, isScrolling };
    for (const listener of this.#listeners) listener();
  }

  #extent(): ScrollExtent {
    return { content: this.#content, viewport: Math.max(0, (this.#scroller?.clientHeight ?? 0) - this.#headHeight) };
  }
}
