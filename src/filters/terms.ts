/** One value of a filter: rows must have it, or must not. In the URL an excluded value begins with `!`. */
export type Term = { readonly value: string; readonly exclude: boolean };

/** A term as it stands in the URL: `Files`, `!Files`. */
export const termOf = (text: string): Term =>
  text.startsWith('!') ? { value: text.slice(1), exclude: true } : { value: text, exclude: false };

export const termText = ({ value, exclude }: Term): string => (exclude ? `!${value}` : value);

/** Values that must and that must not be there. */
export const termSides = (texts: readonly string[]): { readonly include: string[]; readonly exclude: string[] } => {
  const terms = texts.map(termOf);
  return {
    include: terms.filter(({ exclude }) => !exclude).map(({ value }) => value),
    exclude: terms.filter(({ exclude }) => exclude).map(({ value }) => value),
  };
};
