import { Fragment, type KeyboardEvent, useRef } from 'react';
import { Glyph } from '../ui/glyph';
import { beginResize, moveColumn, stepWidth } from './column-moves';
import { type TableSort, type WindowTable, headText } from './columns';
import { ResizeEdge } from './resize-edge';
import css from './table.module.css';
import { useHeadDrag } from './use-head-drag';

type TableHeadProps = {
  readonly table: WindowTable;
  readonly sort?: TableSort;
  readonly onSort?: (id: string) => void;
  /** Shows the menu of a column at its head. */
  readonly onMenu: (id: string, anchor: HTMLElement) => void;
  /** Check box for all rows in memory; undefined in a table without selection. */
  readonly all?: { readonly state: boolean | 'mixed'; readonly label: string; readonly toggle: () => void };
  readonly hasMenu: boolean;
  /** Each head shows a button for its menu to pointers; keys have Shift+F10. */
  readonly menuButtons?: boolean;
};

/** The head row: a button that sorts or shows the column's menu, an edge that resizes, and heads that can be dragged elsewhere. */
export const TableHead = (props: TableHeadProps) => {
  const { table, sort, onSort, onMenu, all, hasMenu, menuButtons } = props;
  const columns = table.getVisibleLeafColumns();
  const row = useRef<HTMLDivElement>(null);
  const drag = useHeadDrag(row, ({ id, target, side }) => moveColumn(table, id, target, side));

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, id: string, at: number) => {
    if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      event.preventDefault();
      onMenu(id, headOf(event.currentTarget));
      return;
    }
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step === 0 || !event.shiftKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (!event.ctrlKey) {
      beginResize(table, id, row.current)(step * stepWidth);
      return;
    }
    const target = columns[at + step];
    if (target) moveColumn(table, id, target.id, step < 0 ? 'before' : 'after');
  };

  return (
    <div role="rowgroup" className={css.head}>
      <div ref={row} role="row" aria-rowindex={1} className={css.headRow}>
        {all && (
          <div role="columnheader" className={css.tool}>
            <input
              type="checkbox"
              aria-label={all.label}
              title={all.label}
              checked={all.state === true}
              ref={(box) => {
                if (box) box.indeterminate = all.state === 'mixed';
              }}
              onChange={all.toggle}
            />
          </div>
        )}
        {columns.map((column, at) => {
          const { id, columnDef } = column;
          const text = headText(columnDef);
          const direction = sort?.id === id ? (sort.desc ? 'descending' : 'ascending') : undefined;
          const sorts = columnDef.enableSorting === true && onSort !== undefined;
          return (
            // The button inside has the focus; the cell around it only widens what a pointer can hit.
            // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
            <div
              key={id}
              role="columnheader"
              aria-sort={direction}
              className={css.headCell}
              data-align={columnDef.meta?.align}
              data-pinned={columnDef.meta?.pinned}
              data-head={id}
              title={text}
              onContextMenu={(event) => {
                event.preventDefault();
                onMenu(id, event.currentTarget);
              }}
              {...drag(id)}
            >
              <button
                type="button"
                className={css.sort}
                aria-haspopup={sorts ? undefined : 'menu'}
                onClick={(event) => (sorts ? onSort(id) : onMenu(id, headOf(event.currentTarget)))}
                onKeyDown={(event) => onKeyDown(event, id, at)}
              >
                <span className={css.headText} data-wrap={columnDef.meta?.wrap}>
                  {columnDef.meta?.wrap ? <Words text={text} /> : text}
                </span>
                {sorts && (
                  <span className={css.arrow} data-shown={direction !== undefined || undefined}>
                    <Glyph name={direction === 'ascending' ? 'up' : 'down'} />
                  </span>
                )}
              </button>
              {menuButtons && (
                <button
                  type="button"
                  tabIndex={-1}
                  className={css.headMenu}
                  aria-haspopup="menu"
                  aria-label={`Column ${text}: filter, group, move`}
                  title="Filter, group, move (Shift+F10)"
                  onPointerDown={(event) => event.stopPropagation()}
                  onClick={(event) => onMenu(id, headOf(event.currentTarget))}
                >
                  <svg viewBox="0 0 16 16" aria-hidden="true">
                    <path d="M4 6l4 4 4-4" />
                  </svg>
                </button>
              )}
              <ResizeEdge begin={() => beginResize(table, id, row.current)} onReset={() => column.resetSize()} />
            </div>
          );
        })}
        {hasMenu && (
          <div role="columnheader" className={css.tool}>
            <span className="visually-hidden">Actions</span>
          </div>
        )}
      </div>
    </div>
  );
};

/** A name in camel case that may break between its words. */
const Words = ({ text }: { readonly text: string }) =>
  text.split(/(?<=[a-z])(?=[A-Z])/).map((word, at) => (
    // Words of one text neither move nor repeat their place.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {word}
    </Fragment>
  ));

const headOf = (button: HTMLElement): HTMLElement => button.closest<HTMLElement>('[data-head]') ?? button;
