import type { PositioningVirtualElement } from '@fluentui/react-components';
import { type ReactNode, useCallback, useState } from 'react';
import type { CellTermOf } from './cell-filter';
import type { WindowTable } from './column-moves';
import { columnName } from './columns';
import { HeadMenu, type RowAction, RowMenu } from './table-menu';

type Shown<R> =
  | { readonly kind: 'column'; readonly id: string; readonly anchor: HTMLElement }
  | { readonly kind: 'row'; readonly row: R; readonly anchor: HTMLElement | PositioningVirtualElement };

type Options<R> = {
  readonly table: WindowTable<R>;
  readonly rowLabel: (row: R) => string;
  readonly rowActions: ((row: R) => readonly RowAction[]) | undefined;
  readonly termOf: CellTermOf<R> | undefined;
  /** Puts the focus on the table's scroller. */
  readonly focus: () => void;
};

/** The menus of a table's heads and rows: one at a time, made only while it is open. */
export const useTableMenus = <R,>({ table, rowLabel, rowActions, termOf, focus }: Options<R>) => {
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
          onClose={close}
        />
      );
    }
    if (shown) {
      const { row, anchor } = shown;
      const terms = table.getVisibleLeafColumns().flatMap(({ id }) => termOf?.(row, id) ?? []);
      return (
        <RowMenu name={rowLabel(row)} anchor={anchor} actions={rowActions?.(row) ?? []} terms={terms} onClose={close} />
      );
    }
    return null;
  })();
  return {
    element,
    showColumn: useCallback((id: string, anchor: HTMLElement) => setShown({ kind: 'column', id, anchor }), []),
    showRow: useCallback(
      (row: R, anchor: HTMLElement | PositioningVirtualElement) => setShown({ kind: 'row', row, anchor }),
      [],
    ),
  };
};
