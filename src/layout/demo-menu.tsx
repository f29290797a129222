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
import { useState } from 'react';
import { demoControls } from '../api/demo-controls';
import { modeLabels } from '../api/mode';
import { refreshAll } from '../api/refresh';

const roles = { owner: 'Owner', reader: 'Reader: sees everything, changes nothing' } as const;

/** The mode badge of the demo: whose eyes it is seen with, and back to the start. */
const DemoMenu = () => {
  const controls = demoControls();
  const [role, setRole] = useState(() => controls?.role() ?? 'owner');
  const { label, title } = modeLabels.mock;
  return (
    <Menu
      checkedValues={{ role: [role] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const next = checkedItems[0] === 'reader' ? 'reader' : 'owner';
        controls?.setRole(next);
        setRole(next);
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
          <MenuItem onClick={() => controls?.reset()}>Reset demo</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};

export default DemoMenu;
