import { memo } from 'react';
import type { Verdict } from '#core/fim/baselines/evaluate';
import { Glyph, type GlyphName } from '../../ui/glyph';
import css from './baselines.module.css';

/** Words and icons of the verdicts; the colour is in the style sheet. */
export const verdictLooks: Readonly<Record<Verdict, { readonly label: string; readonly glyph: GlyphName }>> = {
  matches: { label: 'Matches', glyph: 'check' },
  drift: { label: 'Drift', glyph: 'differs' },
  missing: { label: 'Missing', glyph: 'exclude' },
  unknown: { label: 'Not collected', glyph: 'question' },
  unchecked: { label: 'Not checked', glyph: 'removed' },
};

/** Icon in the verdict's colour, and its word. */
export const VerdictLabel = memo(({ verdict }: { readonly verdict: Verdict }) => (
  <span className={css.verdict} data-verdict={verdict}>
    <Glyph name={verdictLooks[verdict].glyph} className={css.mark} />
    <span className={css.word}>{verdictLooks[verdict].label}</span>
  </span>
));
VerdictLabel.displayName = 'VerdictLabel';
