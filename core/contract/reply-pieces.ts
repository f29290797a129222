/** Characters that are parsed at once: some milliseconds. */
const pieceLength = 500_000;

const rowsKey = /(?<!\\)"rows"\s*:\s*\[/g;
const betweenRows = /^\s*,\s*/;
/** Longest text in which the key may still be incomplete at the end of what came. */
const keyLength = 40;

/** Where the rows of a list end that `text` continues: after the last whole row, and at the `]` that ends the list (-1: not here). */
const rowsEnd = (text: string): { readonly rows: number; readonly list: number } => {
  let rows = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 0x22) {
      do at = text.indexOf('"', at + 1);
      while (at > 0 && isEscaped(text, at));
      if (at < 0) break;
    } else if (sign === 0x5b || sign === 0x7b) depth++;
    else if (sign === 0x5d || sign === 0x7d) {
      if (depth === 0) return { rows, list: at };
      depth--;
      if (depth === 0) rows = at + 1;
    }
  }
  return { rows, list: -1 };
};

const isEscaped = (text: string, at: number): boolean => {
  let signs = 0;
  while (text.charCodeAt(at - 1 - signs) === 0x5c) signs++;
  return signs % 2 === 1;
};

type Parse = (json: string, revive?: (key: string, value: unknown) => unknown) => unknown;

/**
 * Parses the JSON of a query reply as its text comes: rows (arrays under a key `rows`) some thousand at a time, so that nothing waits
 * for long and the whole text is never held; what is around them at the end. `parse` throws for what is no JSON.
 */
export const replyPieces = (parse: Parse) => {
  const lists: unknown[][] = [];
  /** What is around the rows, each list of which is replaced by its number. */
  let frame = '';
  let text = '';
  let list: unknown[] | undefined;
  let searched = 0;
  let wanted = 0;

  const take = (json: string) => {
    const rows = parse(`[${json}]`);
    if (Array.isArray(rows)) for (const row of rows) list?.push(row);
  };

  /** Takes most rows of what is there by a guess: `],[` is between two rows, unless it is in a text. Parsing tells. */
  const guess = (): boolean => {
    text = text.replace(betweenRows, '');
    const cut = text.lastIndexOf('],[');
    if (cut < 0) return false;
    try {
      take(text.slice(0, cut + 1));
    } catch {
      return false;
    }
    text = text.slice(cut + 2);
    return true;
  };

  const findList = (): boolean => {
    rowsKey.lastIndex = Math.max(0, searched - keyLength);
    const found = rowsKey.exec(text);
    if (!found) {
      searched = text.length;
      return false;
    }
    frame += `${text.slice(0, rowsKey.lastIndex)}${lists.length}`;
    text = text.slice(rowsKey.lastIndex);
    list = [];
    lists.push(list);
    return true;
  };

  /** Takes the whole rows that are there. True where the list ended. */
  const takeRows = (): boolean => {
    text = text.replace(betweenRows, '');
    const end = rowsEnd(text);
    if (end.list < 0) {
      if (end.rows > 0) take(text.slice(0, end.rows));
      else wanted = 2 * text.length;
      text = text.slice(end.rows);
      return false;
    }
    if (text.slice(0, end.list).trim() !== '') take(text.slice(0, end.list));
    text = text.slice(end.list);
    searched = 0;
    list = undefined;
    return true;
  };

  const read = () => {
    for (;;) {
      if (!list && !findList()) return;
      if (!takeRows()) return;
    }
  };

  return {
    /** More of the text. True where some of it was parsed, which took a moment. */
    push: (more: string): boolean => {
      text += more;
      if (text.length < Math.max(pieceLength, wanted)) return false;
      wanted = 0;
      if (!list || !guess()) read();
      return true;
    },
    /** The reply, after the whole text. Throws what `parse` throws. */
    end: (): unknown => {
      if (lists.length > 0 || text.length >= pieceLength) read();
      return parse(frame + text, (key, value) =>
        key === 'rows' && Array.isArray(value) && lists.length > 0 ? lists[Number(value[0])] : value,
      );
    },
  };
};
