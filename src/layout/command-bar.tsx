import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Overflow,
  OverflowItem,
  useIsOverflowItemVisible,
  useOverflowMenu,
} from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import css from './page.module.css';

/** A command of a page: icon and word; what does not fit goes into a menu at the end. */
export type Command = {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactElement;
  readonly onClick: () => void;
  /** Whether what the command opens is open; left out for commands that open nothing. */
  readonly isOpen?: boolean;
  /** Why the command cannot be used now; it is disabled then. */
  readonly disabledReason?: string;
};

const MenuCommand = ({ command }: { readonly command: Command }) => {
  const isVisible = useIsOverflowItemVisible(command.id);
  if (isVisible) return null;
  return (
    <MenuItem
      icon={command.icon}
      disabled={command.disabledReason !== undefined}
      title={command.disabledReason}
      onClick={command.onClick}
    >
      {command.label}
    </MenuItem>
  );
};

const More = ({ commands }: { readonly commands: readonly Command[] }) => {
  const { ref, isOverflowing } = useOverflowMenu<HTMLButtonElement>();
  if (!isOverflowing) return null;
  return (
    <Menu positioning={{ autoSize: 'height' }}>
      <MenuTrigger disableButtonEnhancement>
        <Button
          ref={ref}
          appearance="subtle"
          icon={<MoreHorizontalRegular />}
          aria-label="More commands"
          title="More commands"
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {commands.map((command) => (
            <MenuCommand key={command.id} command={command} />
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};

/** Commands of a page, the first the most important. */
export const CommandBar = ({ commands }: { readonly commands: readonly Command[] }) => (
  <Overflow padding={8}>
    <div className={css.commandBar}>
      {commands.map(({ id, label, icon, onClick, isOpen, disabledReason }, index) => (
        <OverflowItem key={id} id={id} priority={commands.length - index}>
          <Button
            className={css.command}
            appearance="subtle"
            icon={icon}
            aria-expanded={isOpen}
            disabledFocusable={disabledReason !== undefined}
            title={disabledReason}
            onClick={onClick}
          >
            {label}
          </Button>
        </OverflowItem>
      ))}
      <More commands={commands} />
    </div>
  </Overflow>
);
