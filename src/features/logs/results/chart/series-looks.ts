import { categoryColors, isCategory, isChangeType, typeLooks } from '../../../../ui/change-words';
import { mostSeries } from './chart-data';

/** How a series is told from the others: by colour and, for lines, by dashes. */
export type SeriesLook = { readonly name: string; readonly color: string; readonly dash: string | undefined };

const dashes = [undefined, '6 3', '2 2', '9 3 2 3'] as const;

const known = (name: string): string | undefined =>
  name === 'Daemons'
    ? `color-mix(in srgb, ${typeLooks.Daemons.color} 65%, var(--fim-ground))`
    : isCategory(name)
      ? categoryColors[name]
      : isChangeType(name)
        ? typeLooks[name].color
        : undefined;

/** Looks for names in their order, lines with dashes. Categories and types of changes keep the colours they have everywhere. */
export const seriesLooks = (names: readonly string[], lines: boolean): readonly SeriesLook[] => {
  const own = new Set(names.flatMap((name) => known(name) ?? []));
  const mixed = own.size > 0 && own.size < names.length;
  return names.map((name, at) => ({
    name,
    color: (mixed ? undefined : known(name)) ?? `var(--chart-${at % (mostSeries + 2)})`,
    dash: lines ? dashes[at % dashes.length] : undefined,
  }));
};
