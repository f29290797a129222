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
import { chooseDemoRole, demoControls, useDemoRole } from '../api/demo-controls';
import { modeLabels } from '../api/mode';
import { refreshAll } from '../api/refresh';

const roles = { owner: 'Owner', reader: 'Reader: sees everything, changes nothing' } as const;

/** The mode badge of the demo: whose eyes it is seen with, and back to the start. */
const DemoMenu = () => {
  const role = useDemoRole();
  const { label, title } = modeLabels.mock;
  return (
    <Menu
      positioning={{ autoSize: 'height' }}
      checkedValues={{ role: [role] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        chooseDemoRole(checkedItems[0] === 'reader' ? 'reader' : 'owner');
        refreshAll();
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" shape="circular" title={title}>
          {label}
          {role === 'reader' && ', reader'}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {(['owner', 'reader'] as const).map((value) => (
            <MenuItemRadio key={value} name="role" value={value}>
              {roles[value]}
            </MenuItemRadio>
          ))}
          <MenuDivider />
          <MenuItem onClick={() => demoControls()?.reset()}>Reset demo</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};

export default DemoMenu;
