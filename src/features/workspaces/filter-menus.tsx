import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons';
import { VisibleText } from '../../ui/visible-text';
import { type Facet, type ListSearch, facetNames, facetValues, facets } from './order';
import type { WorkspaceRow } from './row';
import css from './workspaces.module.css';

type FilterMenusProps = {
  readonly rows: readonly WorkspaceRow[];
  readonly search: ListSearch;
  readonly onChange: (facet: Facet, values: string[]) => void;
};

const FilterMenu = ({ facet, rows, search, onChange }: FilterMenusProps & { readonly facet: Facet }) => (
  <Menu
    positioning={{ autoSize: 'height' }}
    checkedValues={{ [facet]: search[facet] }}
    onCheckedValueChange={(_, { checkedItems }) => onChange(facet, checkedItems)}
  >
    <MenuTrigger disableButtonEnhancement>
      <Button
        size="small"
        icon={<ChevronDownRegular />}
        iconPosition="after"
        aria-label={`Filter by ${facetNames[facet].toLowerCase()}${search[facet].length > 0 ? `, ${search[facet].length} chosen` : ''}`}
      >
        {facetNames[facet]}
        {search[facet].length > 0 && ` (${search[facet].length})`}
      </Button>
    </MenuTrigger>
    <MenuPopover className={css.menu}>
      <MenuList>
        {facetValues(rows, search, facet).map(({ value, label, count }) => (
          <MenuItemCheckbox key={value} name={facet} value={value} secondaryContent={String(count)}>
            <VisibleText text={label} />
          </MenuItemCheckbox>
        ))}
        {search[facet].length > 0 && <MenuDivider />}
        {search[facet].length > 0 && <MenuItem onClick={() => onChange(facet, [])}>Clear</MenuItem>}
      </MenuList>
    </MenuPopover>
  </Menu>
);

/** One menu a facet: its values with the rows each would show. Loaded once the list is there. */
const FilterMenus = (props: FilterMenusProps) =>
  facets.map((facet) => <FilterMenu key={facet} facet={facet} {...props} />);

export default FilterMenus;
