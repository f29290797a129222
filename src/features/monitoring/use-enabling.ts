import { useEffect, useRef, useState } from 'react';
import { budgetOf } from '#core/fim/item-rules';
import { configurationQuery } from '../../api/configuration';
import { queryClient } from '../../api/query-client';
import { type Workspace, enableFim, solutionQuery } from '../../api/workspaces';
import {
  type ItemState,
  type Progress,
  applyItems,
  putRecommended,
  rememberChoice,
  rememberedChoice,
} from './enabling';
import { isApplied, recommendedItems } from './recommended';

/** How often the state of the solution is asked for while the service works on it, ms. */
const pollEvery = 1_000;

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });

/** Asks for the solution's state until it is one of rest: undefined where FIM is off. */
const settledState = async (workspace: Workspace, signal: AbortSignal): Promise<string | undefined> => {
  for (;;) {
    const { provisioningState } = await queryClient.fetchQuery({ ...solutionQuery(workspace), staleTime: 0 });
    if (signal.aborted || !['Creating', 'Updating', 'Deleting'].includes(provisioningState ?? '')) {
      return provisioningState;
    }
    await pause(pollEvery, signal);
  }
};

/** Turns FIM on where it is off, and waits until it is. Rejects with the service's error. */
const ensureEnabled = async (workspace: Workspace, signal: AbortSignal): Promise<void> => {
  if ((await settledState(workspace, signal)) === 'Succeeded' || signal.aborted) return;
  await enableFim(workspace);
  const state = await settledState(workspace, signal);
  if (state !== 'Succeeded' && !signal.aborted) {
    throw new Error(`The service ended enabling with the state ${state ?? 'Removed'}.`);
  }
};

export type EnablingPhase = 'choosing' | 'enabling' | 'applying' | 'done';

/**
 * The long-running operation behind the enable page: the solution first, then each chosen item with a state of its own. What is
 * stored already is passed over, so a reload, a retry and a second owner at the same time all come to the same end.
 */
export const useEnabling = (workspace: Workspace) => {
  const [phase, setPhase] = useState<EnablingPhase>('choosing');
  const [progress, setProgress] = useState<Progress>(new Map());
  const [error, setError] = useState<unknown>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => rememberedChoice(workspace) ?? new Set(recommendedItems.map(({ name }) => name)),
  );
  const running = useRef<AbortController>(undefined);

  const run = async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const items = recommendedItems.filter(({ name }) => chosen.has(name));
    const change = (name: string, state: ItemState) => {
      if (!signal.aborted) setProgress((known) => new Map(known).set(name, state));
    };
    rememberChoice(workspace, chosen);
    setError(undefined);
    setProgress(new Map(items.map(({ name }) => [name, { state: 'waiting' }])));
    setPhase('enabling');
    try {
      await ensureEnabled(workspace, signal);
      if (signal.aborted) return;
      setPhase('applying');
      const configuration = await queryClient.fetchQuery({ ...configurationQuery(workspace), staleTime: 0 });
      const open = items.filter((item) => !isApplied(item, configuration));
      for (const item of items) if (!open.includes(item)) change(item.name, { state: 'applied' });
      let failures = 0;
      await applyItems({
        items: open,
        put: (item) => putRecommended(workspace, item),
        onChange: (name, state) => {
          if (state.state === 'failed') failures++;
          change(name, state);
        },
        signal,
      });
      if (signal.aborted) return;
      // With a failure the work is not over: a reload comes back to it.
      if (failures === 0) rememberChoice(workspace, undefined);
      setPhase('done');
    } catch (thrown) {
      if (signal.aborted) return;
      setError(thrown);
      setPhase('choosing');
    }
  };

  useEffect(() => {
    // The tab was reloaded in the middle: go on.
    if (rememberedChoice(workspace)) void run();
    return () => running.current?.abort();
    // Once per visit of the page.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const setItems = (names: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const name of names) if (on) next.add(name);
    for (const name of names) if (!on) next.delete(name);
    setChosen(next);
  };

  return {
    phase,
    progress,
    error,
    chosen,
    setItems,
    run: () => void run(),
    /** Ends here with what failed left out. */
    finish: () => rememberChoice(workspace, undefined),
    /** What the chosen items would use of the limits of a machine, without what is configured beside them. */
    budget: budgetOf(recommendedItems.filter(({ name }) => chosen.has(name))),
  };
};
