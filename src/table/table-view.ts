import * as z from 'zod/mini';

/** Height of a row, px. */
export const rowHeights = { compact: 26, normal: 32, comfortable: 40 } as const;
export type Density = keyof typeof rowHeights;
export const densities = ['compact', 'normal', 'comfortable'] as const satisfies readonly Density[];

const ids = z.catch(z.array(z.string()), []);

/** What a reader made of a table. Only choices are in it: what is absent follows the columns' own defaults. */
const tableViewSchema = z.object({
  columnVisibility: z.catch(z.record(z.string(), z.boolean()), {}),
  /** px. */
  columnSizing: z.catch(z.record(z.string(), z.number().check(z.gte(24), z.lte(4000))), {}),
  columnOrder: ids,
  density: z.catch(z.enum(densities), 'normal'),
});
export type TableChoices = Readonly<z.infer<typeof tableViewSchema>>;

export const noChoices: TableChoices = tableViewSchema.parse({});

const keyOf = (table: string) => `fim-table-${table}`;

/** The remembered choices for a table, part by part: a damaged part is as if nothing had been chosen. */
export const readChoices = (table: string): TableChoices => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(table)) ?? '{}');
    return z.safeParse(tableViewSchema, stored).data ?? noChoices;
  } catch {
    return noChoices;
  }
};

/** Remembers the choices in this browser; where storage is off they last until the page goes. */
export const writeChoices = (table: string, choices: TableChoices): void => {
  try {
    if (choices === noChoices) localStorage.removeItem(keyOf(table));
    else localStorage.setItem(keyOf(table), JSON.stringify(choices));
  } catch {
    // Full or forbidden storage loses a preference, not data.
  }
};
