/**
 * Elements of the rows of a window that moves over a long list. Row `index` is in slot `index % length`, so that the element of a row
 * that leaves becomes the one of a row that comes: making and taking away elements is most of what scrolling costs.
 * The order of the elements in the document follows the rows only at rest, because moving an element costs as much as making one.
 */
export const slotOf = (index: number, length: number): number => index % length;

/** Rows `first` to `first + length - 1` in the order of their slots, beginning with slot `start`. */
export const rowsInSlotOrder = (first: number, length: number, start: number): readonly number[] =>
  Array.from({ length }, (_, at) => {
    const slot = (start + at) % length;
    return first + ((slot - (first % length) + length) % length);
  });
