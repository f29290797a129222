import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons';
import { useLiveState } from '../../api/live';
import {
  type RefreshChoice,
  chooseRefresh,
  refreshChoices,
  useRefreshChoice,
  useRefreshInterval,
} from '../../api/refresh-choice';
import css from './dashboard.module.css';

const words: Readonly<Record<RefreshChoice, string>> = {
  live: 'Live',
  '30s': 'Every 30 s',
  '5min': 'Every 5 min',
  off: 'Off',
};
const help: Readonly<Record<RefreshChoice, string>> = {
  live: 'Live (looks every 5 s)',
  '30s': 'Every 30 seconds',
  '5min': 'Every 5 minutes',
  off: 'Off (Refresh only)',
};

/** Whether the page looks for new changes by itself, and how often. */
export const RefreshMenu = ({ workspace }: { readonly workspace: string }) => {
  const choice = useRefreshChoice();
  const interval = useRefreshInterval();
  const live = useLiveState(workspace);
  const word = choice === 'off' ? 'Auto-refresh off' : words[choice];
  return (
    <Menu
      positioning={{ autoSize: 'height' }}
      checkedValues={{ refresh: [choice] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const next = refreshChoices.find((one) => one === checkedItems[0]);
        if (next) chooseRefresh(next);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          aria-label={`Auto-refresh: ${live === 'failing' ? 'no answer' : words[choice]}`}
          title={
            live === 'failing'
              ? 'The last look for new changes failed. It goes on trying.'
              : interval === undefined
                ? 'New changes appear when you press Refresh.'
                : `Looks for new changes every ${interval / 1000} seconds while this tab is in front.`
          }
          icon={<ChevronDownRegular />}
          iconPosition="after"
        >
          <span className={css.live} data-live={live}>
            {live === 'failing' ? `${words[choice]}: no answer` : word}
          </span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList aria-label="Auto-refresh">
          {refreshChoices.map((value) => (
            <MenuItemRadio key={value} name="refresh" value={value}>
              {help[value]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};
