import { Button } from '@fluentui/react-components';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { QueryTable } from '#core/contract/query';
import type { ExportSource } from '../../../export/export-source';
import type { TableBlock } from '../../../table/block-row';
import type { CellTerm } from '../../../table/cell-filter';
import { useRowSelection } from '../../../table/row-selection';
import { shownColumns as shownIds } from '../../../table/shown-columns';
import { useTableView } from '../../../table/use-table-view';
import { VirtualTable, type VirtualTableHandle } from '../../../table/virtual-table';
import type { Zone } from '../../../time-range/range';
import { EmptyPanel } from '../../../ui/panels';
import { useCopy } from '../../../ui/use-copy';
import { visibleString } from '../../../ui/visible-parts';
import { useSearchState } from '../../../url-state';
import { shownText } from './cell';
import { gridColumns, rowName } from './columns';
import { GridToolbar } from './grid-toolbar';
import { GroupHead } from './group-head';
import { type ResultColumn, cellText, isNull } from './result-table';
import css from './results.module.css';
import { decodeSort, nextSort, resultsSearch } from './results-search';
import type { RowFilter } from './row-filter';
import { RowProperties } from './row-properties';
import { gridRowActions } from './grid-actions';
import { shownColumns } from './shown-columns';
import { rowsTsv } from './tsv';
import { useResultList } from './use-result-list';
import { useRowFilters } from './use-row-filters';

type GridProps = {
  readonly table: QueryTable;
  readonly columns: readonly ResultColumn[];
  readonly zone: Zone;
  /** The query the rows are of; undefined for one of several tables, which cannot be asked for alone. */
  readonly query: Omit<ExportSource, 'displayedColumns'> | undefined;
};

const rowWords = (count: number) => (count === 1 ? 'Row' : `${count} rows`);

/** The rows of a result: any number of them, sorted, filtered and grouped here, without asking again. */
export const ResultGrid = ({ table, columns, zone, query }: GridProps) => {
  const { rows } = table;
  const [search, update] = useSearchState(resultsSearch);
  const { filters, setFilters } = useRowFilters();
  const sort = useMemo(() => decodeSort(search.sort), [search.sort]);
  const addFilter = useCallback((filter: RowFilter) => setFilters([...filters, filter]), [filters, setFilters]);

  const tableColumns = useMemo(
    () => gridColumns(columns, rows, zone, search.empty),
    [columns, rows, zone, search.empty],
  );
  const view = useTableView('logs-results', tableColumns, { passing: true });
  const grid = useResultList({ table, columns, filters, sort, group: search.group, rowHeight: view.rowHeight });
  const { list, groups, groupColumn } = grid;

  const handle = useRef<VirtualTableHandle>(null);
  const [activeLine, setActiveLine] = useState<number>();
  const active = useMemo(() => (activeLine === undefined ? -1 : list.indexOf(activeLine)), [list, activeLine]);
  const onActive = (index: number) => {
    const detail = list.detailAt(index);
    // Details are no rows of their own: keys step over them, or back to their row.
    const below = detail && detail.first + detail.length;
    const to = !detail || below === undefined ? index : index > active && below < list.total ? below : detail.first - 1;
    if (to !== index) handle.current?.showRow(to);
    setActiveLine(list.lineAt(to));
  };
  const toggle = (line: number) => {
    const group = line < 0 ? groups?.[~line] : undefined;
    if (group) grid.toggleGroup(group);
    else if (line >= 0) grid.toggleDetails(line);
  };

  const chosen = useRowSelection<number>();
  const selection = useMemo(
    () => ({
      ...chosen,
      // Heads of groups are lines, but no rows.
      set: (next: ReadonlyMap<string, number>) => {
        const hasHeads = groups !== undefined && [...next.values()].some((line) => line < 0);
        chosen.set(hasHeads ? new Map([...next].filter(([, line]) => line >= 0)) : next);
      },
    }),
    [chosen, groups],
  );
  const { note, copy } = useCopy();
  const copyRows = (lines: readonly number[]) => {
    const wanted = lines.filter((line) => line >= 0);
    if (wanted.length > 0) void copy(rowsTsv(rows, shownColumns(view, columns), wanted), rowWords(wanted.length));
  };

  const rowLabel = (line: number) => {
    const group = line < 0 ? groups?.[~line] : undefined;
    if (!group || !groupColumn) return rowName(rows, columns, line, zone);
    return `${groupColumn.name} ${visibleString(shownText(group.value, groupColumn.kind, zone).slice(0, 80))}, ${group.rows.length} rows`;
  };
  const filterBy = useCallback(
    (line: number, column: ResultColumn, side: 'include' | 'exclude') => {
      const value = rows[line]?.[column.index];
      const ops = isNull(value)
        ? ({ include: 'null', exclude: 'notnull' } as const)
        : ({ include: 'is', exclude: 'not' } as const);
      addFilter({ column: column.id, op: ops[side], value: cellText(value) });
    },
    [rows, addFilter],
  );
  const termOf = useCallback(
    (line: number, id: string): CellTerm | undefined => {
      const column = columns.find((one) => one.id === id);
      if (!column || line < 0) return undefined;
      const value = rows[line]?.[column.index];
      const text = isNull(value) ? 'null' : shownText(value, column.kind, zone).slice(0, 100) || 'empty text';
      return { text: `${column.name} ${text}`, apply: (side) => filterBy(line, column, side) };
    },
    [columns, rows, zone, filterBy],
  );

  const blockAt = (index: number): TableBlock | undefined => {
    const line = list.lineAt(index);
    if (line === undefined) return undefined;
    if (line < 0) {
      const group = groups?.[~line];
      if (!group || !groupColumn) return undefined;
      return {
        key: `group ${line}`,
        first: index,
        length: 1,
        content: (
          <GroupHead
            group={group}
            column={groupColumn}
            zone={zone}
            isOpen={grid.isOpen(group)}
            onToggle={() => {
              setActiveLine(line);
              grid.toggleGroup(group);
            }}
          />
        ),
      };
    }
    const detail = list.detailAt(index);
    return (
      detail && {
        key: `details ${detail.row}`,
        first: detail.first,
        length: detail.length,
        content: (
          <RowProperties
            cells={rows[detail.row] ?? []}
            columns={columns}
            zone={zone}
            label={rowName(rows, columns, detail.row, zone)}
            onClose={() => {
              grid.toggleDetails(detail.row);
              handle.current?.focus();
            }}
            onFilter={(column, side) => filterBy(detail.row, column, side)}
            onHeight={(px) => grid.setHeight(detail.row, px)}
          />
        ),
      }
    );
  };

  const [filterColumn, setFilterColumn] = useState<string>();
  const isSorted = sort !== undefined && columns.some(({ id }) => id === sort.id);
  return (
    <>
      <GridToolbar
        columns={columns}
        zone={zone}
        filters={filters}
        onFilters={setFilters}
        filterColumn={filterColumn}
        onFilterColumn={setFilterColumn}
        group={groupColumn?.id ?? ''}
        onGroup={(id) => update({ group: id })}
        grid={grid}
        total={rows.length}
        showEmpty={search.empty}
        onShowEmpty={(empty) => update({ empty })}
        selection={selection}
        onCopy={() => copyRows([...selection.rows.values()])}
        onSelectionEnd={() => handle.current?.focus()}
        note={note}
        view={view}
        exported={
          query && {
            ...query,
            displayedColumns: shownIds(view).flatMap((id) => columns.find((column) => column.id === id)?.name ?? []),
          }
        }
      />
      <div className={css.grid}>
        <VirtualTable
          label="Results"
          view={view}
          total={list.total}
          rowAt={list.lineAt}
          rowKey={String}
          rowLabel={rowLabel}
          sort={isSorted ? sort : undefined}
          onSort={(id) => update({ sort: nextSort(isSorted ? sort : undefined, id) })}
          active={active}
          onActive={onActive}
          onOpen={(index) => {
            const line = list.lineAt(index);
            if (line !== undefined) toggle(line);
          }}
          onEscape={() => setActiveLine(undefined)}
          handle={handle}
          selection={selection}
          onCopy={copyRows}
          rowActions={gridRowActions({ rows, columns, grid, toggle, copy, copyRows, selection, setFilterColumn })}
          columnActions={(id) => [
            { label: 'Filter…', onSelect: () => setFilterColumn(id) },
            groupColumn?.id === id
              ? { label: 'Ungroup', onSelect: () => update({ group: '' }) }
              : { label: 'Group by this column', onSelect: () => update({ group: id }) },
          ]}
          termOf={termOf}
          blockAt={blockAt}
          empty={
            <EmptyPanel
              title="No row fits the filters"
              action={
                <Button size="small" onClick={() => setFilters([])}>
                  Clear the filters
                </Button>
              }
            />
          }
        />
      </div>
    </>
  );
};
