import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Accessibility violations of a page, or of the part a selector names, `rule: where`, by all rules or by those of contrast alone.
 * Fluent marks its focus sentinels, which axe takes for focusable hidden content.
 */
export const violations = async (page: Page, rules: 'wcag' | 'contrast' = 'wcag', part?: string): Promise<string[]> => {
  const builder = new AxeBuilder({ page });
  if (part !== undefined) builder.include(part);
  const { violations: found } = await builder
    .options({
      runOnly: rules === 'contrast' ? { type: 'rule', values: ['color-contrast'] } : { type: 'tag', values: wcag },
      resultTypes: ['violations'],
      preload: false,
    })
    .exclude('[data-tabster-dummy]')
    // The app has no frames; the other mode opens a page of its own for each look.
    .setLegacyMode(true)
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
};
