import { Button, Checkbox } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { attackTechniques } from '#core/fim/attack-techniques';
import type { MonitoredEntity } from '#core/fim/monitored-entity';
import { reasonFor } from '#core/fim/recommended-reasons';
import { describeError } from '../../api/errors';
import { PathText } from '../../ui/path-text';
import type { ItemState, Progress } from './enabling';
import css from './monitoring.module.css';
import { checkedState, recommendedGroups } from './recommended';

const stateWords = { waiting: 'Waiting', applying: 'Applying', applied: 'Applied', failed: 'Failed' } as const;

const StateText = ({ state }: { readonly state: ItemState }) => (
  <span className={css.state} data-state={state.state}>
    {stateWords[state.state]}
    {state.state === 'failed' && <span className={css.failure}>{describeError(state.error).message}</span>}
  </span>
);

const Reason = ({ item }: { readonly item: MonitoredEntity }) => {
  const reason = reasonFor(item);
  if (!reason) return null;
  return (
    <p className={css.reason}>
      {reason.text}{' '}
      {reason.techniques.map((id) => (
        <span key={id} className={css.technique} title={`MITRE ATT&CK: ${attackTechniques[id]}`}>
          {id}
        </span>
      ))}
    </p>
  );
};

type FoldProps = {
  readonly title: string;
  readonly items: readonly MonitoredEntity[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: ((names: readonly string[], on: boolean) => void) | undefined;
  readonly progress: Progress;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
};

const Fold = ({ title, items, chosen, onChoose, progress, isOpen, onToggle }: FoldProps) => {
  const listId = useId();
  const names = items.map(({ name }) => name);
  const count = names.filter((name) => chosen.has(name)).length;
  const applied = names.filter((name) => progress.get(name)?.state === 'applied').length;
  const failed = names.filter((name) => progress.get(name)?.state === 'failed').length;
  return (
    <section className={css.fold}>
      <div className={css.foldHead}>
        <Checkbox
          checked={checkedState(names, chosen)}
          aria-label={`All of ${title}`}
          disabled={!onChoose}
          onChange={() => onChoose?.(names, count < names.length)}
        />
        <Button
          appearance="transparent"
          icon={isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
          aria-expanded={isOpen}
          aria-controls={listId}
          className={css.foldTitle}
          onClick={onToggle}
        >
          {title}
        </Button>
        <span className="muted numbers">
          {progress.size > 0
            ? `${applied} of ${count} applied${failed > 0 ? `, ${failed} failed` : ''}`
            : `${count} of ${names.length}`}
        </span>
      </div>
      {isOpen && (
        <ul id={listId} className={css.items}>
          {items.map((item) => {
            const state = progress.get(item.name);
            return (
              <li key={item.name} className={css.item}>
                <Checkbox
                  checked={chosen.has(item.name)}
                  aria-label={item.path}
                  disabled={!onChoose}
                  onChange={(_, { checked }) => onChoose?.([item.name], checked === true)}
                />
                <div className={css.itemText}>
                  <span className="mono">
                    <PathText text={item.path} />
                  </span>
                  <Reason item={item} />
                </div>
                {state && <StateText state={state} />}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
};

type FoldsProps = Pick<FoldProps, 'chosen' | 'onChoose' | 'progress'>;

/** The recommended items in three folds; one with a failure opens by itself. */
export const RecommendedFolds = (props: FoldsProps) => {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  return recommendedGroups.map(({ id, title, items }) => {
    const failed = items.some(({ name }) => props.progress.get(name)?.state === 'failed');
    const isOpen = open.has(id) || failed;
    return (
      <Fold
        key={id}
        title={title}
        items={items}
        isOpen={isOpen}
        onToggle={() => setOpen(isOpen ? new Set([...open].filter((one) => one !== id)) : new Set([...open, id]))}
        {...props}
      />
    );
  });
};
