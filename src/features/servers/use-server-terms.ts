import { useCallback } from 'react';
import { useChangeFilter } from '../../filters/use-change-filter';
import type { CellTerm } from '../../table/cell-filter';
import { isChangeType, typeLooks } from '../../ui/change-words';
import type { Server } from './servers';

/** What the cells of the Servers table can be filtered by: the server itself, and the type of a column of counts. */
export const useServerTerms = () => {
  const { setTerm } = useChangeFilter();
  return useCallback(
    (server: Server, columnId: string): CellTerm | undefined => {
      if (columnId === 'name') {
        return { text: server.name || server.key, apply: (side) => setTerm('server', server.key, side) };
      }
      if (!isChangeType(columnId)) return undefined;
      return { text: typeLooks[columnId].label, apply: (side) => setTerm('type', columnId, side) };
    },
    [setTerm],
  );
};
