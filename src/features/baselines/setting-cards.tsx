import type { Expectations } from '#core/fim/baselines/expectation';
import { ruleText } from '#core/fim/baselines/expectation';
import type { BaselineSetting } from '#core/fim/netlogon-baseline';
import { visibleString } from '../../ui/visible-parts';
import css from './baselines.module.css';
import { type MatrixRow, countVerdicts } from './matrix';
import { VerdictLabel } from './verdict';

const order = ['drift', 'missing', 'unknown', 'matches'] as const;

/** What each setting should be and how many servers stand how with it; a click sorts the matrix by it. */
export const SettingCards = ({
  settings,
  expected,
  rows,
  sorted,
  onSort,
}: {
  readonly settings: readonly BaselineSetting[];
  readonly expected: Expectations;
  readonly rows: readonly MatrixRow[];
  readonly sorted: string;
  readonly onSort: (valueName: string) => void;
}) => (
  <ul className={css.cards} aria-label="Settings">
    {settings.map(({ valueName, policy }) => {
      const expectation = expected[valueName];
      const counts = countVerdicts(rows, valueName);
      return (
        <li key={valueName}>
          <button
            type="button"
            className={css.card}
            aria-pressed={sorted === valueName}
            title={policy}
            onClick={() => onSort(valueName)}
          >
            <span className={css.cardName}>{valueName}</span>
            <span className={css.cardRule}>
              {expectation ? visibleString(`Expected: ${ruleText(expectation.rule)}`) : 'No value expected'}
            </span>
            {expectation && (
              <span className={css.cardCounts}>
                {order.map(
                  (verdict) =>
                    (counts[verdict] > 0 || verdict === 'matches') && (
                      <span key={verdict} className={css.cardCount}>
                        <span className="numbers">{counts[verdict]}</span> <VerdictLabel verdict={verdict} />
                      </span>
                    ),
                )}
              </span>
            )}
          </button>
        </li>
      );
    })}
  </ul>
);
