import { ToggleButton } from '@fluentui/react-components';
import { Count } from '../../ui/count';
import { VisibleText } from '../../ui/visible-text';
import { type Item, groupCounts } from './items';
import css from './settings.module.css';

type GroupChipsProps = {
  /** Items of the tab, whatever the groups chosen. */
  readonly items: readonly Item[];
  readonly chosen: readonly string[];
  readonly onChoose: (groups: readonly string[]) => void;
};

/** The groups of the tab with their counts; pressed ones are shown, none pressed shows all. */
export const GroupChips = ({ items, chosen, onChoose }: GroupChipsProps) => (
  <div role="group" aria-label="Groups" className={css.groups}>
    {groupCounts(items).map(({ group, count }) => {
      const isChosen = chosen.includes(group);
      return (
        <ToggleButton
          key={group}
          size="small"
          shape="circular"
          checked={isChosen}
          disabled={count === 0 && !isChosen}
          onClick={() => onChoose(isChosen ? chosen.filter((one) => one !== group) : [...chosen, group])}
        >
          <VisibleText text={group === '' ? 'No group' : group} />
          <span className={css.chipCount}>
            <Count value={count} />
          </span>
        </ToggleButton>
      );
    })}
  </div>
);
