import { Button } from '@fluentui/react-components';
import { type Preset, presetLabels, presets, rangeSearch } from '../../time-range/range';
import { EmptyPanel } from '../../ui/panels';
import { useSearchState } from '../../url-state';

const wider = (range: Preset): Preset | undefined => presets[presets.indexOf(range) + 1];

/** Why the list is empty, and what to widen. */
export const NoChanges = ({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) => {
  const [{ range }, update] = useSearchState(rangeSearch);
  const next = wider(range);
  return (
    <EmptyPanel
      title={filtered ? 'No change matches' : 'No changes in this time range'}
      action={
        <div style={{ display: 'flex', gap: 8 }}>
          {filtered && <Button onClick={onClear}>Clear search and filters</Button>}
          {next && <Button onClick={() => update({ range: next })}>Show {presetLabels[next].toLowerCase()}</Button>}
        </div>
      }
    >
      {filtered
        ? `Nothing in the ${presetLabels[range].toLowerCase()} matches the search and the filters.`
        : 'Monitored files and registry keys did not change. The Servers tab tells whether the servers report at all.'}
    </EmptyPanel>
  );
};
