import { useCallback, useEffect, useRef, useState } from 'react';
import { runKql } from '../../api/run-kql';
import { partialReasons } from './results/query-error';
import type { RunState } from './run-state';

/**
 * What to run: `offset` is where `text` begins in the editor, `timespan` ISO 8601 or undefined where the text alone decides, `relative`
 * the same as a duration back from now where it was chosen as one.
 */
export type RunRequest = {
  readonly text: string;
  readonly offset: number;
  readonly timespan: string | undefined;
  readonly relative?: string;
};

/** How a run ended, for the history. `rows` is undefined for one that failed. */
export type RunEnd = { readonly request: RunRequest; readonly rows: number | undefined; readonly durationMs: number };

const idle: RunState = { state: 'idle' };
const noTable = { name: 'PrimaryResult', columns: [], rows: [] };
const neverReceived = 'This workspace has never received data, so there is nothing to query yet.';

/**
 * Runs of queries by tab: each tab keeps what its last run gave. A new run of a tab takes the place of the one before it; leaving the
 * page cancels all. `onEnd` is told of runs that finished or failed, `onCancel` of those the reader stopped.
 */
export const useRuns = (customerId: string, onEnd: (end: RunEnd) => void, onCancel: (tab: string) => void) => {
  const [runs, setRuns] = useState<ReadonlyMap<string, RunState>>(new Map());
  const controllers = useRef(new Map<string, AbortController>());

  useEffect(() => {
    const running = controllers.current;
    return () => {
      for (const controller of running.values()) controller.abort();
      running.clear();
      setRuns(new Map());
    };
  }, []);

  const set = useCallback((tab: string, run: RunState | undefined) => {
    setRuns((before) => {
      const next = new Map(before);
      if (run) next.set(tab, run);
      else next.delete(tab);
      return next;
    });
  }, []);

  const startAgain = useRef((_tab: string, _request: RunRequest) => {});
  const start = useCallback(
    (tab: string, request: RunRequest) => {
      const { text, offset, timespan, relative } = request;
      controllers.current.get(tab)?.abort();
      const controller = new AbortController();
      controllers.current.set(tab, controller);
      const startedAt = Date.now();
      const began = performance.now();
      const cancel = () => {
        controller.abort();
        const retry = () => startAgain.current(tab, request);
        set(tab, { state: 'cancelled', ranMs: performance.now() - began, retry });
        onCancel(tab);
      };
      set(tab, { state: 'running', text, startedAt, cancel });
      const finish = async () => {
        try {
          const reply = await runKql({ customerId, kql: text, timespan }, controller.signal);
          if (controller.signal.aborted) return;
          const durationMs = performance.now() - began;
          const table = reply?.tables[0] ?? noTable;
          const warnings = reply ? partialReasons(reply.error) : [neverReceived];
          const { tables, render } = reply ?? {};
          set(tab, { state: 'done', text, timespan, relative, table, durationMs, warnings, tables, render });
          onEnd({ request, rows: table.rows.length, durationMs });
        } catch (error) {
          if (controller.signal.aborted) return;
          set(tab, { state: 'failed', text, offset, error, retry: () => startAgain.current(tab, request) });
          onEnd({ request, rows: undefined, durationMs: performance.now() - began });
        }
      };
      void finish();
    },
    [customerId, onEnd, onCancel, set],
  );

  useEffect(() => {
    startAgain.current = start;
  }, [start]);

  /** Cancels what runs in a tab that is closed, and forgets its rows. */
  const drop = useCallback(
    (tab: string) => {
      controllers.current.get(tab)?.abort();
      controllers.current.delete(tab);
      set(tab, undefined);
    },
    [set],
  );

  return { runOf: (tab: string): RunState => runs.get(tab) ?? idle, start, drop };
};
