import { Button } from '@fluentui/react-components';
import { usePageWindow } from '../../time-range/page-window';
import { rangeSearch } from '../../time-range/range';
import { rangeLabel, rangePhrase, wider } from '../../time-range/range-words';
import { EmptyPanel } from '../../ui/panels';
import { useSearchState } from '../../url-state';

/** Why the list is empty, and what to widen. */
export const NoChanges = ({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) => {
  const [, update] = useSearchState(rangeSearch);
  const { range, zone, asOf } = usePageWindow();
  const next = wider(range, asOf);
  return (
    <EmptyPanel
      title={filtered ? 'No change matches' : 'No changes in this time range'}
      action={
        <div style={{ display: 'flex', gap: 8 }}>
          {filtered && <Button onClick={onClear}>Clear search and filters</Button>}
          {next && (
            <Button onClick={() => update({ range: next.text })}>
              Show {rangeLabel(next, zone).replace(/^Last/, 'last')}
            </Button>
          )}
        </div>
      }
    >
      {filtered
        ? `Nothing ${rangePhrase(range, zone)} matches the search and the filters.`
        : 'Monitored files and registry keys did not change. The Servers tab tells whether the servers report at all.'}
    </EmptyPanel>
  );
};
