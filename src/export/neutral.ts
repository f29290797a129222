/** What a spreadsheet may take for a formula: its first sign, also after blanks, in its wide forms, or a leading tab or break. */
const formula = /^(?:[\s\p{C}]*[=+\-@\uff0b\uff0d\uff1d\uff20]|[\t\r\n])/u;
const number = /^-?(?:\d|\.\d)[\d.eE+-]*$/;

/** Kusto types whose values are figures, whatever sign they begin with. */
const figures = new Set(['int', 'long', 'real', 'decimal', 'timespan']);

/**
 * Text of a value that stays text in a spreadsheet: what would be a formula begins with an apostrophe (OWASP, CSV injection). Figures
 * stay figures.
 */
export const neutral = (text: string, type: string): string => {
  if (!formula.test(text)) return text;
  if (figures.has(type) && /^-[\d.:]+(?:[eE][+-]?\d+)?$/.test(text)) return text;
  if (type === 'dynamic' && number.test(text)) return text;
  return `'${text}`;
};

/** The wire's time as spreadsheets read it, `2026-11-20 12:00:00.1234567`, in UTC as its head says. */
export const timeText = (wire: string): string => wire.replace(/^(\d{4}-\d\d-\d\d)T([\d:.]+)Z$/, '$1 $2');

/** What stands over a column: its name, and for times the zone they are in. */
export const headOf = ({ name, type }: { readonly name: string; readonly type: string }): string =>
  neutral(type === 'datetime' ? `${name} [UTC]` : name, 'string');

/** A cell of the wire as text; null is empty. Dynamic values are the JSON they came as. */
export const cellText = (value: unknown, type: string): string => {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return type === 'datetime' ? timeText(text) : text;
};
