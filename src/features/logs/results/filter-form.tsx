import { Button, Field, Input, Popover, PopoverSurface, PopoverTrigger, Select } from '@fluentui/react-components';
import { FilterAddRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Zone } from '../../../time-range/range';
import { columnHead } from './columns';
import { readFilterValue } from './filter-value';
import type { ResultColumn } from './result-table';
import css from './results.module.css';
import { type FilterOp, type RowFilter, needsValue, opsFor } from './row-filter';

const opWords = {
  is: 'is',
  not: 'is not',
  has: 'contains',
  lacks: 'does not contain',
  from: 'is at least',
  below: 'is less than',
  null: 'is null',
  notnull: 'is not null',
} satisfies Record<FilterOp, string>;
const timeWords: Partial<Record<FilterOp, string>> = { from: 'is at or after', below: 'is before' };

/** What a condition is called for a column. */
export const opWord = (op: FilterOp, { kind }: Pick<ResultColumn, 'kind'>): string =>
  (kind === 'time' ? timeWords[op] : undefined) ?? opWords[op];

type FormProps = {
  readonly columns: readonly ResultColumn[];
  readonly zone: Zone;
  /** The column the form is for when it opens; undefined while it is closed. */
  readonly column: string | undefined;
  readonly onOpen: (column: string | undefined) => void;
  readonly onAdd: (filter: RowFilter) => void;
};

/** Button of the toolbar with a form for a filter on a column. */
export const FilterForm = ({ columns, zone, column, onOpen, onAdd }: FormProps) => (
  <Popover
    open={column !== undefined}
    trapFocus
    positioning={{ position: 'below', align: 'start' }}
    onOpenChange={(_, { open }) =>
      onOpen(open ? (columns.find(({ isEmpty }) => !isEmpty) ?? columns[0])?.id : undefined)
    }
  >
    <PopoverTrigger disableButtonEnhancement>
      <Button size="small" appearance="subtle" icon={<FilterAddRegular />} disabled={columns.length === 0}>
        Filter
      </Button>
    </PopoverTrigger>
    <PopoverSurface aria-label="Filter rows" className={css.filterForm}>
      {column !== undefined && (
        <Fields
          key={column}
          columns={columns}
          zone={zone}
          first={column}
          onAdd={(filter) => {
            onAdd(filter);
            onOpen(undefined);
          }}
        />
      )}
    </PopoverSurface>
  </Popover>
);

type FieldsProps = Pick<FormProps, 'columns' | 'zone' | 'onAdd'> & { readonly first: string };

const Fields = ({ columns, zone, first, onAdd }: FieldsProps) => {
  const [id, setId] = useState(first);
  const column = columns.find((one) => one.id === id) ?? columns[0];
  const ops = opsFor(column?.kind ?? 'text');
  const [chosen, setOp] = useState<FilterOp>();
  const op = chosen && ops.includes(chosen) ? chosen : (ops[0] ?? 'is');
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  if (!column) return null;
  const read = needsValue(op) ? readFilterValue(text, op, column.kind, zone) : { ok: true as const, value: '' };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (read.ok) onAdd({ column: column.id, op, value: read.value });
      }}
    >
      <Field label="Column" size="small">
        <Select size="small" value={column.id} onChange={(_, { value }) => setId(value)}>
          {columns.map((one) => (
            <option key={one.id} value={one.id}>
              {columnHead(one, zone)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Condition" size="small">
        <Select size="small" value={op} onChange={(_, { value }) => setOp(ops.find((known) => known === value))}>
          {ops.map((known) => (
            <option key={known} value={known}>
              {opWord(known, column)}
            </option>
          ))}
        </Select>
      </Field>
      {needsValue(op) && (
        <Field label="Value" size="small" validationMessage={isTried && !read.ok ? read.message : undefined}>
          {column.kind === 'bool' ? (
            <Select
              size="small"
              value={text === 'false' ? 'false' : 'true'}
              onChange={(_, { value }) => setText(value)}
            >
              <option value="true">true</option>
              <option value="false">false</option>
            </Select>
          ) : (
            <Input
              size="small"
              value={text}
              spellCheck={false}
              placeholder={column.kind === 'time' ? '2026-11-20 12:00' : undefined}
              onChange={(_, { value }) => setText(value)}
            />
          )}
        </Field>
      )}
      <Button size="small" appearance="primary" type="submit">
        Add filter
      </Button>
    </form>
  );
};
