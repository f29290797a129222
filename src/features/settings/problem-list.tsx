import type { ItemProblem } from '#core/fim/item-rules';
import { Glyph } from '../../ui/glyph';
import { VisibleText } from '../../ui/visible-text';
import css from './item-form.module.css';

/** What is wrong with a field or worth knowing, each with its reason and what would do. */
export const ProblemList = ({ problems }: { readonly problems: readonly ItemProblem[] }) => (
  <span className={css.problems}>
    {problems.map(({ code, severity, message, example }) => (
      <span key={code} className={css.problem} data-severity={severity}>
        <Glyph name={severity === 'info' ? 'info' : 'warning'} />
        <span>
          <VisibleText text={message} />
          {example !== undefined && (
            <>
              {' '}
              Example: <span className="mono">{example}</span>
            </>
          )}
        </span>
      </span>
    ))}
  </span>
);
