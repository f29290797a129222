import { rowAddress } from '#core/fim/change-address';
import { entityText } from '#core/fim/entity';
import type { RowAction } from '../../table/table-menu';
import { changesKql, changesTsv } from './copy';
import type { ChangeRow } from './use-changes';

type Doing = {
  readonly open: (address: string) => void;
  /** Copies text; `what` names it for the note. */
  readonly copy: (text: string, what: string) => Promise<void>;
};

/** The menu of a change. Values are copied as they are: they go into tools that must find them again. */
export const rowActionsOf =
  ({ open, copy }: Doing) =>
  (row: ChangeRow): readonly RowAction[] => {
    const hash = row.FileContentChecksum || row.PreviousFileContentChecksum;
    const copied = (label: string, text: string, what: string): RowAction[] =>
      text === '' ? [] : [{ label, onSelect: () => void copy(text, what) }];
    return [
      { label: 'Open', onSelect: () => open(rowAddress(row)) },
      ...copied('Copy entity', entityText(row), 'Entity'),
      ...copied('Copy server', row.Computer, 'Server'),
      ...copied('Copy hash', hash, 'Hash'),
      ...copied('Copy row', changesTsv([row]), 'Change'),
      ...copied('Copy as KQL', changesKql([row]), 'KQL'),
    ];
  };
