import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  type PositioningVirtualElement,
} from '@fluentui/react-components';
import { Fragment, type ReactNode } from 'react';
import { VisibleText } from '../ui/visible-text';
import { type CellTerm, filterSides } from './cell-filter';
import { beginResize, moveColumn, stepWidth } from './column-moves';
import type { WindowTable } from './columns';

/** What can be done with a row: a command, or a page to go to. */
export type RowAction = { readonly label: string; readonly onSelect: () => void };

type MenuAnchor = HTMLElement | PositioningVirtualElement;

const AnchoredMenu = ({
  anchor,
  label,
  onClose,
  children,
}: {
  readonly anchor: MenuAnchor;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) => (
  <Menu
    open
    positioning={{ target: anchor, position: 'below', align: 'start', autoSize: 'height' }}
    onOpenChange={(_, { open }) => {
      if (!open) onClose();
    }}
  >
    <MenuPopover>
      <MenuList aria-label={label}>{children}</MenuList>
    </MenuPopover>
  </Menu>
);

type HeadMenuProps = {
  readonly table: WindowTable;
  readonly id: string;
  readonly name: string;
  readonly anchor: HTMLElement;
  /** What the table itself can do with the column, first. */
  readonly actions: readonly RowAction[];
  readonly onClose: () => void;
};

/** What can be done with a column, for those who do not drag. */
export const HeadMenu = ({ table, id, name, anchor, actions, onClose }: HeadMenuProps) => {
  const visible = table.getVisibleLeafColumns();
  const at = visible.findIndex((column) => column.id === id);
  const [left, column, right] = [visible[at - 1], visible[at], visible[at + 1]];
  const headRow = anchor.closest<HTMLElement>('[role="row"]');
  const resize = (px: number) => beginResize(table, id, headRow)(px);
  return (
    <AnchoredMenu anchor={anchor} label={`Column ${name}`} onClose={onClose}>
      {actions.map(({ label, onSelect }) => (
        <MenuItem key={label} onClick={onSelect}>
          {label}
        </MenuItem>
      ))}
      {actions.length > 0 && <MenuDivider />}
      <MenuItem
        disabled={!left}
        secondaryContent="Ctrl+Shift+←"
        onClick={() => left && moveColumn(table, id, left.id, 'before')}
      >
        Move left
      </MenuItem>
      <MenuItem
        disabled={!right}
        secondaryContent="Ctrl+Shift+→"
        onClick={() => right && moveColumn(table, id, right.id, 'after')}
      >
        Move right
      </MenuItem>
      <MenuDivider />
      <MenuItem persistOnClick secondaryContent="Shift+→" onClick={() => resize(stepWidth)}>
        Wider
      </MenuItem>
      <MenuItem persistOnClick secondaryContent="Shift+←" onClick={() => resize(-stepWidth)}>
        Narrower
      </MenuItem>
      <MenuItem onClick={() => column?.resetSize()}>Usual width</MenuItem>
      {column?.getCanHide() && (
        <>
          <MenuDivider />
          <MenuItem onClick={() => column.toggleVisibility(false)}>Hide column</MenuItem>
        </>
      )}
    </AnchoredMenu>
  );
};

/** A value as a menu shows it: the end of a long path or key says most. */
const shortened = (text: string): string => (text.length > 44 ? `${text.slice(0, 16)}…${text.slice(-26)}` : text);

type RowMenuProps = {
  /** What the row is called. */
  readonly name: string;
  readonly anchor: MenuAnchor;
  readonly actions: readonly RowAction[];
  readonly terms: readonly CellTerm[];
  readonly onClose: () => void;
};

/** What can be done with a row, and what its cells can be filtered by. */
export const RowMenu = ({ name, anchor, actions, terms, onClose }: RowMenuProps) => (
  <AnchoredMenu anchor={anchor} label={`Actions for ${name}`} onClose={onClose}>
    {actions.map(({ label, onSelect }) => (
      <MenuItem key={label} onClick={onSelect}>
        {label}
      </MenuItem>
    ))}
    {terms.length > 0 && (
      <MenuGroup>
        {actions.length > 0 && <MenuDivider />}
        <MenuGroupHeader>Filter</MenuGroupHeader>
        {terms.map(({ text, apply }) => (
          <Fragment key={text}>
            {filterSides.map(([side, word]) => (
              <MenuItem key={side} onClick={() => apply(side)}>
                {word} <VisibleText text={shortened(text)} />
              </MenuItem>
            ))}
          </Fragment>
        ))}
      </MenuGroup>
    )}
  </AnchoredMenu>
);
