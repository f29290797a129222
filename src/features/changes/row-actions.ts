import { rowAddress } from '#core/fim/change-address';
import { entityText } from '#core/fim/entity';
import type { RowAction } from '../../table/table-menu';
import { changesKql, changesTsv } from './copy';
import type { ChangeRow } from './use-changes';

type Doing = {
  readonly open: (address: string) => void;
  /** Copies text; `what` names it for the note. */
  readonly copy: (text: string, what: string) => Promise<void>;
  /** Looks a hash up in every workspace. */
  readonly lookUp: (hash: string) => void;
  /** Shows the row in Logs. */
  readonly openInLogs: (row: ChangeRow) => void;
};

/** The menu of a change. Values are copied as they are: they go into tools that must find them again. */
export const rowActionsOf =
  ({ open, copy, lookUp, openInLogs }: Doing) =>
  (row: ChangeRow): readonly RowAction[] => {
    const hash = row.FileContentChecksum || row.PreviousFileContentChecksum;
    const texts = [
      ['Copy entity', entityText(row), 'Entity'],
      ['Copy server', row.Computer, 'Server'],
      ['Copy hash', hash, 'Hash'],
      ['Copy row', changesTsv([row]), 'Change'],
      ['Copy as KQL', changesKql([row]), 'KQL'],
    ] as const;
    return [
      { label: 'Open', onSelect: () => open(rowAddress(row)) },
      ...texts
        .filter(([, text]) => text !== '')
        .map(([label, text, what]) => ({ label, onSelect: () => void copy(text, what) })),
      { label: 'Open in Logs', onSelect: () => openInLogs(row) },
      ...(hash === '' ? [] : [{ label: 'Find this hash everywhere', onSelect: () => lookUp(hash) }]),
    ];
  };
