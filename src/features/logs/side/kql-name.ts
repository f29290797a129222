import { kqlString } from '#core/fim/kql-text';

/** A table's or column's name as it stands in a query: quoted where it is no plain word. */
export const kqlName = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : `[${kqlString(name)}]`);
