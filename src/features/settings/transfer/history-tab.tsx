import { Button, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import { propertyDifferences } from '#core/fim/configuration-diff';
import { parseMonitoredItem } from '#core/fim/data-source';
import { useCurrentWorkspace } from '../../../api/current-workspace';
import { mode } from '../../../api/mode';
import { useZone } from '../../../time-range/page-window';
import type { Zone } from '../../../time-range/range';
import { CategoryLabel } from '../../../ui/change-words';
import { Count } from '../../../ui/count';
import { EmptyPanel, ErrorPanel, Note } from '../../../ui/panels';
import { SearchBox } from '../../../ui/search-box';
import { Skeleton } from '../../../ui/skeleton';
import { Time } from '../../../ui/time';
import { visibleString } from '../../../ui/visible-parts';
import { VisibleText } from '../../../ui/visible-text';
import { WithReason } from '../../../ui/with-reason';
import { useSearchState } from '../../../url-state';
import { useSettings } from '../settings-context';
import { type HistoryRecord, historyQuery } from './history-query';
import { PropertyChanges } from './property-changes';
import { type Restore, RestoreDialog } from './restore-dialog';
import css from './transfer.module.css';

const portion = 100;
const operations = ['Added', 'Modified', 'Removed'] as const;

const historySearch = z.object({
  /** Text in item, path or actor. */
  find: z.catch(z.string(), ''),
  operation: z.catch(z.enum(['', ...operations]), ''),
  actor: z.catch(z.string(), ''),
});

const titleOf = ({ name, kind, before, after }: HistoryRecord): string => {
  const entity = parseMonitoredItem({ name, kind, properties: after ?? before ?? {} });
  return entity && entity.path !== '' ? entity.path : name;
};

const matches = (record: HistoryRecord, { find, operation, actor }: z.infer<typeof historySearch>) =>
  (operation === '' || record.operation === operation) &&
  (actor === '' || record.actor === actor) &&
  [titleOf(record), record.name, record.actor].join('\n').toLowerCase().includes(find.trim().toLowerCase());

type RecordRowProps = {
  readonly record: HistoryRecord;
  readonly zone: Zone;
  readonly onRestore: (restore: Restore) => void;
};

const RecordRow = ({ record, zone, onRestore }: RecordRowProps) => {
  const { access } = useSettings();
  const changes = propertyDifferences(record.before ?? {}, record.after ?? {});
  const isItem = record.kind !== 'Solution';
  const button = (what: Restore['what'], words: string) => (
    <WithReason access={access}>
      <Button size="small" disabled={!access.allowed} onClick={() => onRestore({ record, what })}>
        {words}
      </Button>
    </WithReason>
  );
  return (
    <li>
      <details className={css.record}>
        <summary>
          <span aria-hidden="true" className={css.marker} />
          <span>
            <Time ms={record.time} zone={zone} />
          </span>
          <span>
            <CategoryLabel category={record.operation} />
          </span>
          <span className="mono" title={visibleString(titleOf(record))}>
            <VisibleText text={titleOf(record)} />
          </span>
          <span title={visibleString(record.actor)}>
            <VisibleText text={record.actor} />
          </span>
        </summary>
        <div className={css.recordBody}>
          <p className="muted">
            <VisibleText text={`${record.kind} / ${record.name}`} />
          </p>
          {changes.length > 0 && <PropertyChanges changes={changes} />}
          {isItem && (
            <div className={css.recordActions}>
              {button('before', record.before ? 'Restore as before this change' : 'Remove it again')}
              {record.after && button('after', 'Restore as after this change')}
              {button('all', 'Restore all settings as of this moment')}
            </div>
          )}
        </div>
      </details>
    </li>
  );
};

const Records = () => {
  const workspace = useCurrentWorkspace();
  const zone = useZone();
  const [view, update] = useSearchState(historySearch);
  const [shown, setShown] = useState(portion);
  const [restore, setRestore] = useState<Restore>();
  const { data, error, isPending, refetch } = useQuery(historyQuery(workspace));
  if (isPending) return <Skeleton width="100%" height={240} />;
  if (!data) {
    return <ErrorPanel title="The history could not be loaded" error={error} onRetry={() => void refetch()} />;
  }
  const { records, partial } = data;
  if (records.length === 0) {
    return (
      <EmptyPanel title="No change recorded yet">
        Every change of a setting is kept here from now on: what it was, what it became, when, and by whom.
      </EmptyPanel>
    );
  }
  const found = records.filter((record) => matches(record, view));
  const actors = [...new Set(records.map(({ actor }) => actor))].toSorted();
  return (
    <>
      <div className={css.filters}>
        <SearchBox label="Search history" value={view.find} onSearch={(find) => update({ find })} />
        <Select
          aria-label="Operation"
          value={view.operation}
          onChange={(_, { value }) => update({ operation: operations.find((one) => one === value) ?? '' })}
        >
          <option value="">Every operation</option>
          {operations.map((operation) => (
            <option key={operation}>{operation}</option>
          ))}
        </Select>
        <Select aria-label="Changed by" value={view.actor} onChange={(_, { value }) => update({ actor: value })}>
          <option value="">Everyone</option>
          {actors.map((actor) => (
            <option key={actor} value={actor}>
              {visibleString(actor)}
            </option>
          ))}
        </Select>
        <span role="status">
          <Count value={found.length} /> {found.length === 1 ? 'change' : 'changes'}
        </span>
      </div>
      {error && <ErrorPanel compact title="The history could not be refreshed" error={error} />}
      {partial && <Note kind="warning">Older changes are missing: {partial.message}</Note>}
      {found.length === 0 ? (
        <EmptyPanel
          title="No results"
          action={
            <Button size="small" onClick={() => update({ find: '', operation: '', actor: '' })}>
              Show all {records.length}
            </Button>
          }
        >
          No change has this text, operation and person.
        </EmptyPanel>
      ) : (
        <ol className={css.records} aria-label="Changes of the settings">
          {found.slice(0, shown).map((record) => (
            <RecordRow key={record.id} record={record} zone={zone} onRestore={setRestore} />
          ))}
        </ol>
      )}
      {found.length > shown && (
        <Button size="small" onClick={() => setShown(shown + portion)}>
          Show {Math.min(portion, found.length - shown)} more
        </Button>
      )}
      {restore && <RestoreDialog restore={restore} records={records} onClose={() => setRestore(undefined)} />}
    </>
  );
};

/** Who changed what in the settings, and when, with a way back to each state. */
export const Component = () => (
  <div className={css.history}>
    {mode === 'azure' ? (
      <EmptyPanel title="There is no history here">
        Azure keeps no history of data sources. The self-hosted server and the demo record every change; in Azure the
        subscription&apos;s activity log tells who wrote, without the properties.
      </EmptyPanel>
    ) : (
      <Records />
    )}
  </div>
);
