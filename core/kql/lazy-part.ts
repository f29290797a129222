/** Work met a part of the engine that is not loaded yet: after `load()` the same work succeeds. */
export class PartMissing extends Error {
  override readonly name = 'PartMissing';

  constructor(readonly load: () => Promise<void>) {
    super('A part of the query engine is not loaded yet.');
  }
}

/** A part of the engine that few queries need, with what loads it. */
export type LazyPart<T> = {
  /** @throws PartMissing where it is not loaded yet */
  readonly get: () => T;
  readonly load: () => Promise<void>;
};

/** A module that comes with the first query that needs it, so that the start of a page does not wait for it. */
export const lazyPart = <T>(load: () => Promise<T>): LazyPart<T> => {
  let part: T | undefined;
  const ensure = async (): Promise<void> => {
    part ??= await load();
  };
  return {
    get: () => {
      if (part === undefined) throw new PartMissing(ensure);
      return part;
    },
    load: ensure,
  };
};

/** Does the work anew after each part it lacked was loaded; it must bear being begun several times. */
export const withParts = async <T>(work: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PartMissing)) throw error;
      await error.load();
    }
  }
};
