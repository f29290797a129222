import { Button, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import { PanelLeftRegular } from '@fluentui/react-icons';
import { FacetPanel } from './facet-panel';
import css from './facets.module.css';
import type { Reading } from './use-changes';
import type { useFacetsOpen } from './use-facets-open';

type FacetToggleProps = { readonly facets: ReturnType<typeof useFacetsOpen>; readonly reading: Reading | undefined };

/** Button of the toolbar: the facets beside the list, or in a pop-up where there is no room. */
export const FacetToggle = ({ facets, reading }: FacetToggleProps) => {
  const icon = <PanelLeftRegular />;
  if (facets.isWide) {
    return (
      <Button size="small" appearance="subtle" icon={icon} aria-expanded={facets.open} onClick={facets.toggle}>
        Facets
      </Button>
    );
  }
  return (
    <Popover trapFocus positioning="below-start">
      <PopoverTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={icon}>
          Facets
        </Button>
      </PopoverTrigger>
      <PopoverSurface aria-label="Facets" className={css.popover}>
        {reading && <FacetPanel reading={reading} />}
      </PopoverSurface>
    </Popover>
  );
};
