import { fimTypes } from '../../filters/change-filter';
import { categories, categoryColors, categoryGlyphs, changeTypes, typeLooks } from '../../ui/change-words';
import type { GlyphName } from '../../ui/glyph';
import type { Stack } from './queries';

/** One value of a stack as bars, chart and legend show it. */
export type Series = {
  readonly value: string;
  readonly label: string;
  readonly color: string;
  readonly glyph: GlyphName;
};

// Services and daemons share a colour, but not a part of a bar.
const typeSeries = changeTypes.map((value): Series => {
  const { label, glyph, color } = typeLooks[value];
  const own = value === 'Daemons' ? `color-mix(in srgb, ${color} 65%, var(--fim-ground))` : color;
  return { value, label, glyph, color: own };
});
const fimSeries = typeSeries.filter(({ value }) => fimTypes.some((type) => type === value));
const categorySeries = categories.map(
  (value): Series => ({
    value,
    label: value,
    color: categoryColors[value],
    glyph: categoryGlyphs[value],
  }),
);

/** Values that are counted, in the order of the original. `all`: software, services and daemons too. */
export const seriesOf = (stack: Stack, all: boolean): readonly Series[] =>
  stack === 'category' ? categorySeries : all ? typeSeries : fimSeries;
