import type { Access } from '../../../api/access';
import type { SavedSearch } from '../../../api/saved-searches';
import type { Workspace } from '../../../api/workspaces';
import type { Zone } from '../../../time-range/range';
import { HistoryList } from './history-list';
import { QueryList } from './query-list';
import { type Side, SidePanel } from './side-panel';
import { TableList } from './table-list';

type SideContentProps = {
  readonly workspace: Workspace;
  readonly zone: Zone;
  /** Whether saved queries may be changed. */
  readonly access: Access;
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  readonly onClose: () => void;
  /** Puts a name into the query. */
  readonly onInsert: (text: string) => void;
  /** Opens a query, with the title of its tab and the saved query it is. */
  readonly onOpen: (text: string, tab: { readonly title?: string; readonly saved?: string }) => void;
  readonly onDelete: (search: SavedSearch) => void;
};

/** What stands at the left of the editor: tables, queries, or what was run. */
export const SideContent = (props: SideContentProps) => {
  const { workspace, zone, access, side, onSide, onClose, onInsert, onOpen, onDelete } = props;
  return (
    <SidePanel side={side} onSide={onSide} onClose={onClose}>
      {side === 'tables' && <TableList customerId={workspace.customerId} onInsert={onInsert} />}
      {side === 'queries' && (
        <QueryList
          workspace={workspace}
          access={access}
          onOpen={(kql, title, saved) => onOpen(kql, { title, saved })}
          onDelete={onDelete}
        />
      )}
      {side === 'history' && <HistoryList workspace={workspace.id} zone={zone} onOpen={(text) => onOpen(text, {})} />}
    </SidePanel>
  );
};
