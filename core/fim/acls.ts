/** One entry of an access control list as collectors write it: `{ "Name": "Owner" "Value": "BUILTIN\\Administrators" }`. */
export type AclEntry = { readonly name: string; readonly value: string };

const entry = /\{\s*"Name"\s*:\s*("(?:[^"\\]|\\.)*")\s*,?\s*"Value"\s*:\s*("(?:[^"\\]|\\.)*")\s*\}/gy;

/** What stands between two literals of JSON text; the literal itself where it holds an escape JSON does not know. */
const unquote = (literal: string): string => {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal.slice(1, -1);
  }
};

/**
 * Reads the text of `Acls`: a list that looks like JSON but lacks commas (as Azure's agent writes it), or has them. Undefined
 * unless the whole text is such a list, so that nothing of another text is lost.
 */
export const parseAcls = (text: string): readonly AclEntry[] | undefined => {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return undefined;
  const inside = trimmed.slice(1, -1);
  const entries: AclEntry[] = [];
  let at = 0;
  for (;;) {
    while (/[\s,]/.test(inside.charAt(at))) at++;
    if (at >= inside.length) return entries.length === 0 ? undefined : entries;
    entry.lastIndex = at;
    const match = entry.exec(inside);
    if (!match) return undefined;
    entries.push({ name: unquote(match[1] ?? '""'), value: unquote(match[2] ?? '""') });
    at = entry.lastIndex;
  }
};
