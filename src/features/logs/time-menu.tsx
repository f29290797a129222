import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { CalendarClockRegular } from '@fluentui/react-icons';
import { type TimeRange, type Zone, presets } from '../../time-range/range';
import { presetLabels, rangeLabel } from '../../time-range/range-words';
import css from './logs.module.css';

type TimeMenuProps = {
  readonly range: TimeRange;
  readonly zone: Zone;
  /** Whether the text alone says from when rows are. */
  readonly isInQuery: boolean;
  /** Whether the text filters by time and the range narrows it further, by the reader's choice. */
  readonly isBoth: boolean;
  readonly onRange: (range: string) => void;
  readonly onInQuery: () => void;
  readonly onOther: () => void;
};

/** Time range of the query: one of the usual ones, another, or what its own text says. */
export const TimeMenu = ({ range, zone, isInQuery, isBoth, onRange, onInQuery, onOther }: TimeMenuProps) => {
  const label = isInQuery ? 'Set in query' : isBoth ? `${rangeLabel(range, zone)} and query` : rangeLabel(range, zone);
  return (
    <Menu
      positioning={{ autoSize: 'height' }}
      checkedValues={{ range: [isInQuery ? 'query' : range.text] }}
      onCheckedValueChange={(_, { checkedItems: [chosen] }) => {
        if (chosen === 'query') onInQuery();
        else if (chosen !== undefined) onRange(chosen);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<CalendarClockRegular />} title={`Time range: ${label}`}>
          <span className={css.rangeText}>
            <span className={css.rangeWord}>Time range: </span>
            {label}
          </span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {presets.map((preset) => (
            <MenuItemRadio key={preset} name="range" value={preset}>
              {presetLabels[preset]}
            </MenuItemRadio>
          ))}
          <MenuItemRadio name="range" value="query">
            Set in query
          </MenuItemRadio>
          <MenuDivider />
          <MenuItem onClick={onOther}>Other range or time zone...</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};
