import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorPanel } from '../../../ui/panels';
import { SearchBox } from '../../../ui/search-box';
import { visibleString } from '../../../ui/visible-parts';
import { VisibleText } from '../../../ui/visible-text';
import { type SchemaFunction, type SchemaTable, schemaQuery } from '../workspace-schema';
import { kqlName } from './kql-name';
import css from './side.module.css';

type TableListProps = { readonly customerId: string; readonly onInsert: (text: string) => void };

const matches = (text: string, wanted: string) => text.toLowerCase().includes(wanted);

/** The tables left by a search: those whose name has it with all columns, others with the columns that have it. */
export const findTables = (tables: readonly SchemaTable[], find: string): readonly SchemaTable[] => {
  const wanted = find.trim().toLowerCase();
  if (wanted === '') return tables;
  return tables.flatMap((table) => {
    if (matches(table.name, wanted)) return [table];
    const columns = table.columns.filter(({ name }) => matches(name, wanted));
    return columns.length > 0 ? [{ ...table, columns }] : [];
  });
};

type TableProps = {
  readonly table: SchemaTable;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onInsert: (text: string) => void;
};

const Table = ({ table: { name, description, columns }, isOpen, onToggle, onInsert }: TableProps) => (
  <li>
    <div className={css.row}>
      <button
        type="button"
        className={css.twist}
        aria-expanded={isOpen}
        aria-label={`Columns of ${visibleString(name)}`}
        onClick={onToggle}
      >
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d="M4 2l4 4-4 4" />
        </svg>
      </button>
      <button
        type="button"
        className={css.name}
        title={`${visibleString(description ?? name)}. Click puts the name into the query.`}
        onClick={() => onInsert(kqlName(name))}
      >
        <VisibleText text={name} />
      </button>
      <span className={css.count}>{columns.length}</span>
    </div>
    {isOpen && (
      <ul className={css.columns}>
        {columns.map((column) => (
          <li key={column.name} className={css.row}>
            <button
              type="button"
              className={css.name}
              title={visibleString(column.description ?? `${column.name}: ${column.type}`)}
              onClick={() => onInsert(kqlName(column.name))}
            >
              <VisibleText text={column.name} />
            </button>
            <span className={css.type}>{visibleString(column.type)}</span>
          </li>
        ))}
      </ul>
    )}
  </li>
);

type FunctionsProps = { readonly functions: readonly SchemaFunction[]; readonly onInsert: (text: string) => void };

/** Queries saved under a name to be called by. */
const Functions = ({ functions, onInsert }: FunctionsProps) => (
  <section aria-label="Functions">
    <h2 className={css.heading}>Functions</h2>
    {/* As above. */}
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
    <ul className={css.list} onMouseDown={(event) => event.preventDefault()}>
      {functions.map(({ name, displayName, parameters, body }) => (
        <li key={name}>
          <button
            type="button"
            className={css.entry}
            title={visibleString([displayName, body.slice(0, 1_000)].filter(Boolean).join('\n'))}
            onClick={() => onInsert(`${name}(${parameters === '' ? ')' : ''}`)}
          >
            <VisibleText text={name} />
            <span className={css.about}>
              <VisibleText text={`(${parameters.slice(0, 200)})`} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  </section>
);

/** Tables of the workspace with their columns and types, and its functions; a click puts a name into the query. */
export const TableList = ({ customerId, onInsert }: TableListProps) => {
  const { data, error, isPending, refetch } = useQuery(schemaQuery(customerId));
  const [find, setFind] = useState('');
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set(['ConfigurationChange']));
  const tables = findTables(data?.tables ?? [], find);
  const functions = data?.functions.filter(({ name }) => matches(name, find.trim().toLowerCase())) ?? [];
  const isFinding = find.trim() !== '';
  const toggle = (name: string) => {
    const next = new Set(turned);
    if (!next.delete(name)) next.add(name);
    setTurned(next);
  };
  return (
    <>
      <div className={css.search}>
        <SearchBox label="Search tables and columns" value={find} onSearch={setFind} />
      </div>
      {error && (
        <ErrorPanel compact title="The tables could not be loaded." error={error} onRetry={() => void refetch()} />
      )}
      {isPending && <p className={css.hint}>Loading</p>}
      {data && tables.length + functions.length === 0 && (
        <p className={css.hint}>No table, column or function has this in its name.</p>
      )}
      {/* A press leaves the focus where it is: a search box that is left searches at once, and the list would move under the pointer. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul className={css.list} aria-label="Tables" onMouseDown={(event) => event.preventDefault()}>
        {tables.map((table) => (
          <Table
            key={table.name}
            table={table}
            isOpen={isFinding || turned.has(table.name)}
            onToggle={() => toggle(table.name)}
            onInsert={onInsert}
          />
        ))}
      </ul>
      {functions.length > 0 && <Functions functions={functions} onInsert={onInsert} />}
    </>
  );
};
