import { Switch } from '@fluentui/react-components';
import { type MouseEvent, type ReactNode, createContext, use } from 'react';
import { useHref } from 'react-router';
import type { MonitoredEntityKind } from '#core/fim/monitored-entity';
import type { TableColumn } from '../../table/columns';
import { PathText } from '../../ui/path-text';
import { visibleString } from '../../ui/visible-parts';
import { VisibleText } from '../../ui/visible-text';
import { WithReason } from '../../ui/with-reason';
import { type Item, type ItemSort, cellText } from './items';
import css from './settings.module.css';
import { useSettings } from './settings-context';

/** What the cells of a list of items need besides their row. */
type ItemCells = {
  readonly addressOf: (item: Item) => string;
  readonly toggle: (item: Item, enabled: boolean) => void;
};
export const ItemCells = createContext<ItemCells | undefined>(undefined);

const useCells = (): ItemCells => {
  const cells = use(ItemCells);
  if (!cells) throw new Error('cells of a list of items need ItemCells above them');
  return cells;
};

type Show = (props: { readonly value: Item }) => ReactNode;
type Layout = Pick<TableColumn<Item>, 'size' | 'enableHiding' | 'meta'>;

const column = (id: ItemSort, header: string, Show: Show, layout: Layout): TableColumn<Item> => ({
  id,
  header,
  ...layout,
  enableSorting: true,
  show: (value) => <Show value={value} />,
});

const Enabled: Show = ({ value }) => {
  const { access } = useSettings();
  const { toggle } = useCells();
  return (
    <WithReason access={access}>
      <Switch
        className={css.switch}
        size="small"
        aria-label={`Enabled: ${visibleString(value.entity.path)}`}
        checked={value.enabled}
        disabled={!access.allowed}
        onChange={(_, { checked }) => toggle(value, checked)}
      />
    </WithReason>
  );
};

const leaveToRow = (event: MouseEvent) => {
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) event.preventDefault();
};

const Path: Show = ({ value }) => {
  const { addressOf } = useCells();
  const href = useHref(addressOf(value));
  return (
    <a href={href} tabIndex={-1} onClick={leaveToRow} draggable={false} className={css.path}>
      <PathText text={value.entity.path || '-'} />
    </a>
  );
};

/** A column of plain words. Booleans print as the original's do. */
const textColumn = (id: ItemSort, header: string, layout: Layout, empty = '-') =>
  column(
    id,
    header,
    ({ value }) => {
      const text = cellText(value, id);
      return text === '' || text === 'false' ? (
        <span className="muted">{text === '' ? empty : text}</span>
      ) : (
        <span className={css.text} title={visibleString(text)}>
          <VisibleText text={text} />
        </span>
      );
    },
    layout,
  );

const group = textColumn('group', 'Group', { size: 120 });
const enabled = column('enabled', 'Enabled', Enabled, { size: 84 });
const path = (head: string) => column('path', head, Path, { size: 160, enableHiding: false, meta: { grow: 4 } });
const type = textColumn('type', 'Type', { size: 88, meta: { hideBelow: 620 } });
const links = textColumn('links', 'Links', { size: 80, meta: { hideBelow: 900 } });
const recursive = textColumn('recursive', 'Recursive', { size: 96, meta: { hideBelow: 560 } });
const sudo = textColumn('sudo', 'Sudo', { size: 72, meta: { hideBelow: 900 } });
const content = textColumn('content', 'Upload file content', { size: 172, meta: { hideBelow: 800 } });
const name = textColumn('name', 'Item name', { size: 140, meta: { grow: 1, optional: true } });

/** Columns of a tab, in the original's order; what the original does not have stands last. */
export const itemColumns: Readonly<Record<MonitoredEntityKind, readonly TableColumn<Item>[]>> = {
  windowsRegistry: [
    group,
    enabled,
    path('Registry key'),
    textColumn('valueName', 'Value name', { size: 120, meta: { hideBelow: 800 } }, 'all'),
    recursive,
    name,
  ],
  windowsFiles: [group, enabled, path('Path'), type, recursive, content, name],
  linuxFiles: [group, enabled, path('Path'), type, links, recursive, sudo, content, name],
};
