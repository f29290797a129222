import { Button, Switch } from '@fluentui/react-components';
import { ExportMenu } from '../../../export/export-menu';
import type { ExportSource } from '../../../export/export-source';
import type { RowSelection } from '../../../table/row-selection';
import { ColumnMenu } from '../../../table/column-menu';
import { SelectionSummary } from '../../../table/selection-summary';
import { TableToolbar } from '../../../table/table-toolbar';
import type { TableView } from '../../../table/use-table-view';
import type { Zone } from '../../../time-range/range';
import { formatCount } from '../../../ui/numbers';
import { columnHead } from './columns';
import { FilterChips } from './filter-chips';
import { FilterForm } from './filter-form';
import { LabelledSelect } from './labelled-select';
import { mostGroups } from './lines';
import type { ResultColumn } from './result-table';
import type { RowFilter } from './row-filter';
import type { useResultList } from './use-result-list';

type ToolbarProps = {
  readonly columns: readonly ResultColumn[];
  readonly zone: Zone;
  readonly filters: readonly RowFilter[];
  readonly onFilters: (filters: readonly RowFilter[]) => void;
  readonly filterColumn: string | undefined;
  readonly onFilterColumn: (id: string | undefined) => void;
  readonly group: string;
  readonly onGroup: (id: string) => void;
  readonly grid: ReturnType<typeof useResultList>;
  /** Rows of the whole result. */
  readonly total: number;
  readonly showEmpty: boolean;
  readonly onShowEmpty: (show: boolean) => void;
  readonly selection: RowSelection<number>;
  readonly onCopy: () => void;
  readonly onSelectionEnd: () => void;
  /** What was just copied. */
  readonly note: string;
  readonly view: TableView<number>;
  /** What Export writes: the query's rows, asked for anew. */
  readonly exported: ExportSource | undefined;
};

/** The line above the rows: filters, grouping, empty columns, and what is selected. */
export const GridToolbar = (props: ToolbarProps) => {
  const { columns, zone, filters, onFilters, group, onGroup, grid, showEmpty, onShowEmpty, selection, view } = props;
  const empty = columns.filter(({ isEmpty }) => isEmpty).length;
  const groups = grid.groups?.length ?? 0;
  const allOpen = grid.groups?.every(grid.isOpen) ?? false;
  return (
    <TableToolbar
      summary={
        <>
          <span role="status">{selection.rows.size > 0 ? '' : props.note}</span>
          {grid.fitting < props.total && (
            <span className="numbers">
              {formatCount(grid.fitting)} of {formatCount(props.total)} {props.total === 1 ? 'row' : 'rows'}
            </span>
          )}
          <ColumnMenu view={view} />
          {props.exported && <ExportMenu source={props.exported} />}
        </>
      }
      selected={
        selection.rows.size > 0 && (
          <SelectionSummary selection={selection} note={props.note} onEnd={props.onSelectionEnd}>
            <Button size="small" appearance="subtle" onClick={props.onCopy}>
              Copy
            </Button>
          </SelectionSummary>
        )
      }
    >
      <FilterForm
        columns={columns}
        zone={zone}
        column={props.filterColumn}
        onOpen={props.onFilterColumn}
        onAdd={(filter) => onFilters([...filters, filter])}
      />
      <FilterChips filters={filters} columns={columns} zone={zone} onChange={onFilters} />
      <LabelledSelect label="Group by" value={group} onChange={onGroup}>
        <option value="">nothing</option>
        {columns
          .filter(({ isEmpty }) => !isEmpty)
          .map((column) => (
            <option key={column.id} value={column.id}>
              {columnHead(column, zone)}
            </option>
          ))}
      </LabelledSelect>
      {grid.groups && (
        <>
          <span className="muted">
            {formatCount(groups)} {groups === 1 ? 'group' : 'groups'}
            {groups > mostGroups && `, the first ${formatCount(mostGroups)} shown`}
          </span>
          <Button size="small" appearance="subtle" onClick={allOpen ? grid.closeAll : grid.openAll}>
            {allOpen ? 'Close all' : 'Open all'}
          </Button>
        </>
      )}
      {empty > 0 && (
        <Switch
          size="small"
          checked={showEmpty}
          onChange={(_, { checked }) => onShowEmpty(checked)}
          label={{
            children: `Empty columns (${empty})`,
            title: 'Columns that have neither a value nor a text in any row of this result',
          }}
        />
      )}
    </TableToolbar>
  );
};
