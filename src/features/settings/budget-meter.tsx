import { budgetOf } from '#core/fim/item-rules';
import { itemLimits } from '#core/fim/limits';
import type { ConfigurationItem } from '../../api/configuration';
import { formatCount } from '../../ui/numbers';
import { itemsOf } from './items';
import css from './settings.module.css';

const hint =
  'Enabled items of the configuration, against what Azure Change Tracking takes per machine. An item with a wildcard or a folder counts once here and matches more on the machine.';

/** How much of the limits per machine the enabled items use: design §10.18. */
export const BudgetMeter = ({ configuration }: { readonly configuration: readonly ConfigurationItem[] }) => {
  const budget = budgetOf(itemsOf(configuration).map(({ entity }) => entity));
  const meters = [
    { id: 'files', used: budget.files, limit: itemLimits.files, word: 'files' },
    { id: 'registry', used: budget.registry, limit: itemLimits.registry, word: 'registry keys' },
  ];
  return (
    <div className={css.budget} role="group" aria-label="Limits per machine" title={hint}>
      {meters.map(({ id, used, limit, word }) => (
        <span key={id} className={css.meter} data-state={used > limit ? 'over' : used > limit * 0.9 ? 'near' : 'fine'}>
          <span className="numbers">
            {formatCount(used)} of {formatCount(limit)} {word}
            {used > limit && ', over the limit'}
          </span>
          <meter min={0} max={limit} high={limit * 0.9} value={Math.min(used, limit)} aria-label={`${word} used`} />
        </span>
      ))}
    </div>
  );
};
