/** The query ran past its deadline. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  constructor() {
    super('The query did not finish in the time allowed for it.');
  }
}

export type Limits = {
  readonly signal?: AbortSignal | undefined;
  /** Wall-clock limit, milliseconds since 1970. */
  readonly deadline?: number | undefined;
};

/** How long work may hold the thread before others get a turn, milliseconds. */
const turn = 12;

const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });

/**
 * A check to call between batches: throws the signal's reason or a `DeadlineError`, and lets other tasks run now and
 * then, for otherwise an abort could not even arrive while a query works on rows in memory.
 */
export const createCheck = ({ signal, deadline }: Limits): (() => Promise<void> | undefined) => {
  let turnEnds = performance.now() + turn;
  const test = (): void => {
    signal?.throwIfAborted();
    if (deadline !== undefined && Date.now() > deadline) throw new DeadlineError();
  };
  const pause = async (): Promise<void> => {
    await nextTask();
    turnEnds = performance.now() + turn;
    test();
  };
  return () => {
    test();
    return performance.now() < turnEnds ? undefined : pause();
  };
};
