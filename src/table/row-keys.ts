/** A row in view; `value` is undefined while its page is on its way. */
export type WindowRow<R> = { readonly index: number; readonly value: R | undefined };

/**
 * A React key for each row in view: what `rowKey` says, numbered where rows agree in it (data without ids that was delivered twice),
 * or the row's number while it is on its way.
 */
export const rowKeys = <R>(rows: readonly WindowRow<R>[], rowKey: (row: R) => string): readonly string[] => {
  const seen = new Map<string, number>();
  return rows.map(({ index, value }) => {
    if (value === undefined) return `row ${index}`;
    const key = rowKey(value);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before === 0 ? key : `${key} ${before}`;
  });
};
