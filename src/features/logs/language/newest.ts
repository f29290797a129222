type Waiting<Value> = {
  readonly send: (id: number) => void;
  readonly settle: (value: Value | undefined) => void;
  readonly fail: (error: Error) => void;
};

export type Newest<Value> = {
  /** The value, or undefined where a newer question has come before this one was sent. */
  readonly ask: (send: (id: number) => void) => Promise<Value | undefined>;
  readonly settle: (id: number, value: Value) => void;
  readonly fail: (id: number, error: Error) => void;
  readonly failAll: (error: Error) => void;
};

/** Questions of one kind, one at a time: while one is being answered only the newest of the others waits. */
export const newestOnly = <Value>(nextId: () => number): Newest<Value> => {
  let running: (Waiting<Value> & { readonly id: number }) | undefined;
  let held: Waiting<Value> | undefined;

  const next = () => {
    running = undefined;
    if (!held) return;
    running = { ...held, id: nextId() };
    held = undefined;
    running.send(running.id);
  };
  const finish = (id: number, end: (waiting: Waiting<Value>) => void) => {
    if (running?.id !== id) return;
    end(running);
    next();
  };

  return {
    ask: (send) =>
      new Promise((settle, fail) => {
        held?.settle(undefined);
        held = { send, settle, fail };
        if (!running) next();
      }),
    settle: (id, value) => finish(id, (waiting) => waiting.settle(value)),
    fail: (id, error) => finish(id, (waiting) => waiting.fail(error)),
    failAll: (error) => {
      for (const waiting of [running, held]) waiting?.fail(error);
      running = held = undefined;
    },
  };
};
