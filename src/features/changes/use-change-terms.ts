import { useCallback } from 'react';
import { changedFields } from '#core/fim/change-diff';
import { entityText } from '#core/fim/entity';
import type { FilterField } from '../../filters/change-filter';
import { useChangeFilter } from '../../filters/use-change-filter';
import type { CellTerm } from '../../table/cell-filter';
import { isChangeType, typeLooks } from '../../ui/change-words';
import type { ChangeRow } from './use-changes';

type Term = { readonly field: FilterField; readonly value: string; readonly text?: string };

const termFor = (row: ChangeRow, columnId: string): Term | undefined => {
  switch (columnId) {
    case 'category':
      return { field: 'category', value: row.ChangeCategory };
    case 'entity':
      return { field: 'entity', value: entityText(row) };
    case 'server':
      return { field: 'server', value: row.SourceComputerId, text: row.Computer };
    case 'type':
      return isChangeType(row.ConfigChangeType)
        ? { field: 'type', value: row.ConfigChangeType, text: typeLooks[row.ConfigChangeType].label }
        : undefined;
    case 'fields':
      return { field: 'field', value: changedFields(row.FieldsChanged)[0] ?? '' };
    default:
      return undefined;
  }
};

/** What the cells of the Changes list can be filtered by. */
export const useChangeTerms = () => {
  const { setTerm } = useChangeFilter();
  return useCallback(
    (row: ChangeRow, columnId: string): CellTerm | undefined => {
      const term = termFor(row, columnId);
      if (!term || term.value === '') return undefined;
      const { field, value, text = value } = term;
      return { text, apply: (side) => setTerm(field, value, side) };
    },
    [setTerm],
  );
};
