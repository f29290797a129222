import type { ReactNode } from 'react';
import css from './table.module.css';

/** Lines of a table that one thing across all columns stands in: the head of a group, the details of a row. */
export type TableBlock = {
  readonly key: string;
  /** Number of its first line, and how many it takes. */
  readonly first: number;
  readonly length: number;
  readonly content: ReactNode;
};

type BlockRowProps = {
  readonly block: TableBlock;
  /** px. */
  readonly top: number;
  readonly rowHeight: number;
  readonly isActive: boolean;
};

/** A block in its place; it stays as wide as the view when the table is scrolled sideways. */
export const BlockRow = ({ block, top, rowHeight, isActive }: BlockRowProps) => (
  <div
    role="row"
    aria-rowindex={block.first + 2}
    aria-current={isActive ? 'true' : undefined}
    data-block
    className={css.block}
    style={{ top, height: block.length * rowHeight }}
  >
    <div role="cell" className={css.blockBody}>
      {block.content}
    </div>
  </div>
);

/** Whether an event came from inside a block, which answers for itself. */
export const inBlock = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[data-block]') !== null;
