import { Button } from '@fluentui/react-components';
import { AddRegular, ArrowUndoRegular, DismissRegular } from '@fluentui/react-icons';
import { type KeyboardEvent, useState } from 'react';
import { visibleString } from '../../../ui/visible-parts';
import type { QueryTab, QueryTabs } from './query-tabs';
import css from './tab-strip.module.css';

type TabStripProps = {
  readonly state: QueryTabs;
  /** Whether a tab's query is running. */
  readonly isRunning: (id: string) => boolean;
  readonly onShow: (id: string) => void;
  readonly onClose: (id: string) => void;
  readonly onRename: (id: string, title: string) => void;
  readonly onAdd: () => void;
  readonly onReopen: () => void;
};

const longestTitle = 60;

type TabProps = {
  readonly tab: QueryTab;
  readonly isFront: boolean;
  readonly isRunning: boolean;
  readonly onShow: () => void;
  readonly onClose: () => void;
  readonly onRename: (title: string) => void;
};

/** Brings the tab that comes to the front into view: there may be more than fit. */
const showTab = (tab: HTMLElement | null) => tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

const Tab = ({ tab, isFront, isRunning, onShow, onClose, onRename }: TabProps) => {
  const [draft, setDraft] = useState<string>();
  const name = visibleString(tab.title);
  const finish = () => {
    const title = draft?.trim() ?? '';
    if (title !== '') onRename(title);
    setDraft(undefined);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'F2') setDraft(tab.title);
    else if (event.key === 'Delete') onClose();
    else return;
    event.preventDefault();
  };
  return (
    <li className={css.tab} data-front={isFront} ref={isFront ? showTab : undefined}>
      {draft === undefined ? (
        <button
          type="button"
          className={css.title}
          aria-current={isFront}
          title={`${name} (F2 or double click renames, Delete closes)`}
          onClick={onShow}
          onDoubleClick={() => setDraft(tab.title)}
          onKeyDown={keys}
        >
          {isRunning && <span className={css.running} role="img" aria-label="running" />}
          <span className={css.name}>{name}</span>
        </button>
      ) : (
        <input
          className={css.rename}
          aria-label={`New name of ${name}`}
          // The field takes the place of the button that had the focus.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          maxLength={longestTitle}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={finish}
          onKeyDown={(event) => {
            if (event.key === 'Enter') finish();
            else if (event.key === 'Escape') setDraft(undefined);
          }}
        />
      )}
      <button type="button" className={css.close} aria-label={`Close ${name}`} title="Close" onClick={onClose}>
        <DismissRegular fontSize={12} />
      </button>
    </li>
  );
};

/** The open queries: each with its own text, history of edits and result. */
export const TabStrip = ({ state, isRunning, onShow, onClose, onRename, onAdd, onReopen }: TabStripProps) => {
  const [last] = state.closed;
  return (
    <div className={css.strip}>
      <ul className={css.tabs} aria-label="Open queries">
        {state.tabs.map((tab) => (
          <Tab
            key={tab.id}
            tab={tab}
            isFront={tab.id === state.active}
            isRunning={isRunning(tab.id)}
            onShow={() => onShow(tab.id)}
            onClose={() => onClose(tab.id)}
            onRename={(title) => onRename(tab.id, title)}
          />
        ))}
      </ul>
      <Button
        size="small"
        appearance="subtle"
        icon={<AddRegular />}
        aria-label="New query"
        title="New query"
        onClick={onAdd}
      />
      {last && (
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowUndoRegular />}
          aria-label={`Reopen ${visibleString(last.title)}`}
          title={`Reopen ${visibleString(last.title)}`}
          onClick={onReopen}
        />
      )}
    </div>
  );
};
