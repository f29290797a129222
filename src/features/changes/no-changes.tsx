import { Button } from '@fluentui/react-components';
import { usePageWindow } from '../../time-range/page-window';
import { rangePhrase } from '../../time-range/range-words';
import { EmptyPanel } from '../../ui/panels';
import { WiderRange } from './wider-range';

type NoChangesProps = {
  readonly filtered: boolean;
  /** Not all was read: that there is nothing cannot be said. */
  readonly partial: boolean;
  readonly onClear: () => void;
};

/** Why the list is empty, and what to widen. */
export const NoChanges = ({ filtered, partial, onClear }: NoChangesProps) => {
  const { range, zone } = usePageWindow();
  return (
    <EmptyPanel
      title={partial ? 'No change in what was read' : filtered ? 'No change matches' : 'No changes in this time range'}
      action={
        !partial && (
          <div style={{ display: 'flex', gap: 8 }}>
            {filtered && <Button onClick={onClear}>Clear search and filters</Button>}
            <WiderRange />
          </div>
        )
      }
    >
      {partial
        ? 'The answer was cut off: there may be changes all the same. A shorter time range asks for less.'
        : filtered
          ? `Nothing ${rangePhrase(range, zone)} matches the search and the filters.`
          : 'Monitored files and registry keys did not change. The Servers tab tells whether the servers report at all.'}
    </EmptyPanel>
  );
};
