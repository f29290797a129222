import { attackTechniques } from '#core/fim/attack-techniques';
import { type ChangeCells, textCell } from '#core/fim/entity';
import { recommendedItemFor } from '#core/fim/recommended-match';
import { reasonFor } from '#core/fim/recommended-reasons';
import { BreakingPath } from './breaking-path';
import css from './details.module.css';
import { PaneSection } from './pane-section';

/** Why the item that covers a change is recommended to be watched; nothing where none does. */
export const ChangeReason = ({ cells }: { readonly cells: ChangeCells }) => {
  const item = recommendedItemFor({ path: textCell(cells, 'FileSystemPath'), key: textCell(cells, 'RegistryKey') });
  const reason = item && reasonFor(item);
  if (!item || !reason) return null;
  return (
    <PaneSection title="Why this is monitored">
      <p className={css.summary}>{reason.text}</p>
      <p className={css.techniques}>
        <span>
          Recommended item{' '}
          <span className="mono">
            <BreakingPath text={item.path} />
          </span>
        </span>
        {reason.techniques.map((id) => (
          <span key={id}>
            ATT&CK <span className="mono">{id}</span> {attackTechniques[id]}
          </span>
        ))}
      </p>
    </PaneSection>
  );
};
