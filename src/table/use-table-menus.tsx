import type { PositioningVirtualElement } from '@fluentui/react-components';
import { type ReactNode, useCallback, useState } from 'react';
import type { CellTermOf } from './cell-filter';
import { type WindowTable, columnName } from './columns';
import { HeadMenu, type RowAction, RowMenu } from './table-menu';

type Shown<R> =
  | { readonly kind: 'column'; readonly id: string; readonly anchor: HTMLElement }
  | {
      readonly kind: 'row';
      readonly row: R;
      readonly anchor: HTMLElement | PositioningVirtualElement;
      readonly column: string | undefined;
    };

/** Most columns whose filters stand in one menu: a longer one is no help. */
const mostTerms = 20;

type Options<R> = {
  readonly table: WindowTable;
  readonly rowLabel: (row: R) => string;
  readonly rowActions: ((row: R, column?: string) => readonly RowAction[]) | undefined;
  readonly columnActions: ((id: string) => readonly RowAction[]) | undefined;
  readonly termOf: CellTermOf<R> | undefined;
  /** Puts the focus on the table's scroller. */
  readonly focus: () => void;
};

/** The menus of a table's heads and rows: one at a time, made only while it is open. */
export const useTableMenus = <R,>(options: Options<R>) => {
  const { table, rowLabel, rowActions, columnActions, termOf, focus } = options;
  const [shown, setShown] = useState<Shown<R>>();
  const close = () => {
    setShown(undefined);
    const head = shown?.kind === 'column' ? shown.anchor.querySelector('button') : null;
    if (head?.isConnected) head.focus();
    else focus();
  };
  const element = ((): ReactNode => {
    if (shown?.kind === 'column') {
      const column = table.getColumn(shown.id);
      if (!column) return null;
      return (
        <HeadMenu
          table={table}
          id={shown.id}
          name={columnName(column.columnDef)}
          anchor={shown.anchor}
          actions={columnActions?.(shown.id) ?? []}
          onClose={close}
        />
      );
    }
    if (shown) {
      const { row, anchor, column } = shown;
      const columns = table.getVisibleLeafColumns();
      const filterable = columns.length <= mostTerms ? columns : columns.filter(({ id }) => id === column);
      return (
        <RowMenu
          name={rowLabel(row)}
          anchor={anchor}
          actions={rowActions?.(row, column) ?? []}
          terms={filterable.flatMap(({ id }) => termOf?.(row, id) ?? [])}
          onClose={close}
        />
      );
    }
    return null;
  })();
  return {
    element,
    showColumn: useCallback((id: string, anchor: HTMLElement) => setShown({ kind: 'column', id, anchor }), []),
    showRow: useCallback(
      (row: R, anchor: HTMLElement | PositioningVirtualElement, column?: string) =>
        setShown({ kind: 'row', row, anchor, column }),
      [],
    ),
  };
};
