import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Zone } from '../../../time-range/range';
import { formatTime, zoneLabel } from '../../../time-range/zone';
import { SearchBox } from '../../../ui/search-box';
import { visibleString } from '../../../ui/visible-parts';
import { VisibleText } from '../../../ui/visible-text';
import { useKept } from '../kept';
import { type HistoryEntry, historyOf } from '../run-history';
import css from './side.module.css';

type HistoryListProps = {
  /** ARM id of the workspace. */
  readonly workspace: string;
  readonly zone: Zone;
  readonly onOpen: (text: string) => void;
};

const rowWords = (rows: number | null) =>
  rows === null ? 'failed' : rows === 1 ? '1 row' : `${rows.toLocaleString('en-US')} rows`;

const shownLength = 300;

const Entry = ({
  entry,
  zone,
  onOpen,
}: {
  readonly entry: HistoryEntry;
  readonly zone: Zone;
  readonly onOpen: () => void;
}) => (
  <li>
    <button type="button" className={css.entry} title={visibleString(entry.text.slice(0, 1_000))} onClick={onOpen}>
      <span className={css.snippet}>
        <VisibleText text={entry.text.slice(0, shownLength).replaceAll(/\s*\n\s*/g, ' ')} />
      </span>
      <span className={css.facts}>
        <span className="numbers">{formatTime(entry.at, zone)}</span>
        <span data-failed={entry.rows === null}>{rowWords(entry.rows)}</span>
        <span className="numbers">{(entry.durationMs / 1000).toFixed(2)} s</span>
      </span>
    </button>
  </li>
);

/** Queries that were run from this browser, the last first. */
export const HistoryList = ({ workspace, zone, onOpen }: HistoryListProps) => {
  const kept = historyOf(workspace);
  const history = useKept(kept);
  const [find, setFind] = useState('');
  const wanted = find.trim().toLowerCase();
  const shown = history.filter(({ text }) => text.toLowerCase().includes(wanted));
  if (history.length === 0)
    return <p className={css.hint}>Queries you run in this workspace are listed here, in this browser only.</p>;
  return (
    <>
      <div className={css.search}>
        <SearchBox label="Search history" value={find} onSearch={setFind} />
      </div>
      {shown.length === 0 && <p className={css.hint}>No query in the history has this text.</p>}
      <ul className={css.list} aria-label="History">
        {shown.map((entry) => (
          <Entry key={`${entry.at} ${entry.text}`} entry={entry} zone={zone} onOpen={() => onOpen(entry.text)} />
        ))}
      </ul>
      <p className={css.hint}>
        Times are {zoneLabel(zone)}. Kept in this browser only.{' '}
        <Button size="small" appearance="subtle" onClick={() => kept.set(() => [])}>
          Clear history
        </Button>
      </p>
    </>
  );
};
