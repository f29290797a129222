import { type ReactNode, useId } from 'react';
import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { KeyboardEvent } from 'react';
import css from './side.module.css';

export const sides = ['tables', 'queries', 'history'] as const;
export type Side = (typeof sides)[number];

const labels = { tables: 'Tables', queries: 'Queries', history: 'History' } as const satisfies Record<Side, string>;

type SidePanelProps = {
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

const moveFocus = (event: KeyboardEvent<HTMLElement>) => {
  if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const next = tabs[(at + (event.key === 'ArrowRight' ? 1 : -1) + tabs.length) % tabs.length];
  next?.focus();
  next?.click();
};

/** At the left of the editor: what can be queried, what was kept, what was run. */
export const SidePanel = ({ side, onSide, onClose, children }: SidePanelProps) => {
  const panel = useId();
  return (
    // It listens for Esc on behalf of everything in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={css.side}
      aria-label="Tables and queries"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <div className={css.head}>
        {/* Focus is on the tabs; the list only moves it between them. */}
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
        <div role="tablist" aria-label="Tables and queries" className={css.tabs} onKeyDown={moveFocus}>
          {sides.map((each) => (
            <button
              key={each}
              type="button"
              role="tab"
              aria-selected={each === side}
              aria-controls={panel}
              tabIndex={each === side ? 0 : -1}
              className={css.tab}
              onClick={() => onSide(each)}
            >
              {labels[each]}
            </button>
          ))}
        </div>
        <Button
          size="small"
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label="Hide tables and queries"
          title="Hide"
          onClick={onClose}
        />
      </div>
      <div id={panel} role="tabpanel" aria-label={labels[side]} className={css.panel}>
        {children}
      </div>
    </section>
  );
};
