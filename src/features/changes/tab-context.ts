/** What the open pane can ask of the list. */
export type DetailsOutlet = {
  readonly close: () => void;
  /** Undefined at the ends of the list, and while the open change is not found in it. */
  readonly previous: (() => void) | undefined;
  readonly next: (() => void) | undefined;
};
