import { Button } from '@fluentui/react-components';
import { usePageWindow } from '../../time-range/page-window';
import { rangeSearch } from '../../time-range/range';
import { rangeLabel, wider } from '../../time-range/range-words';
import { useSearchState } from '../../url-state';

/** Widens the page's range by a step; nothing where there is no wider one. */
export const WiderRange = () => {
  const [, update] = useSearchState(rangeSearch);
  const { range, zone, asOf } = usePageWindow();
  const next = wider(range, asOf);
  return (
    next && (
      <Button onClick={() => update({ range: next.text }, { replace: false })}>
        Show {rangeLabel(next, zone).replace(/^Last/, 'last')}
      </Button>
    )
  );
};
