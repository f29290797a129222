import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemCheckbox,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { TableSettingsRegular } from '@fluentui/react-icons';
import { useTable } from '@tanstack/react-table';
import { columnName, noRows } from './columns';
import { densities } from './table-view';
import type { TableView } from './use-table-view';

const densityWords = { compact: 'Compact', normal: 'Normal', comfortable: 'Comfortable' } as const;

/** Button of a table's toolbar: which columns to show, how dense, and back to how the table comes. */
export const ColumnMenu = <R,>({ view }: { readonly view: TableView<R> }) => {
  // An instance without rows: it shares the view's state with the table's own.
  const table = useTable({ ...view.options, data: noRows });
  const columns = table.getAllLeafColumns();
  const shown = columns.filter((column) => column.getIsVisible()).map(({ id }) => id);
  return (
    <Menu
      positioning={{ autoSize: 'height' }}
      checkedValues={{ columns: shown, density: [view.density] }}
      onCheckedValueChange={(_, { name, checkedItems }) => {
        if (name === 'density') {
          const next = densities.find((density) => checkedItems.includes(density));
          if (next) view.setDensity(next);
          return;
        }
        for (const column of columns) {
          const wanted = checkedItems.includes(column.id);
          if (wanted !== column.getIsVisible()) column.toggleVisibility(wanted);
        }
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<TableSettingsRegular />}>
          Columns
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>Columns</MenuGroupHeader>
            {columns.map((column) => (
              <MenuItemCheckbox
                key={column.id}
                name="columns"
                value={column.id}
                disabled={!column.getCanHide()}
                persistOnClick
              >
                {columnName(column.columnDef)}
              </MenuItemCheckbox>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>Row height</MenuGroupHeader>
            {densities.map((density) => (
              <MenuItemRadio key={density} name="density" value={density} persistOnClick>
                {densityWords[density]}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuItem onClick={view.reset}>Reset table</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};
