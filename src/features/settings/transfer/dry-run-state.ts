import { useState } from 'react';
import type { DataSource } from '#core/contract/data-sources';
import type { EntryDifference } from '#core/fim/configuration-diff';
import { writesOf } from '#core/fim/configuration-diff';
import { refreshConfiguration } from '../../../api/configuration';
import { type WorkspaceParams } from '../../../paths';
import { type StepResult, runSteps } from '../change-set';
import { isConflict } from '../meanwhile';

/** A difference between what a workspace has stored and what it is to have. */
export type Difference = EntryDifference<DataSource>;

/** Whether a difference can be chosen to be applied: there is something to write, and the service would take it. */
export const isOpen = (difference: Difference): boolean => writesOf([difference]).length > 0;

type Phase = { readonly kind: 'review' | 'failed' } | { readonly kind: 'running'; readonly done: number };

/**
 * The state of a dry run: which differences are chosen, and how far applying them is. What only the workspace has is chosen from the
 * start only where `removesRest`.
 */
export const useDryRun = (target: WorkspaceParams, differences: readonly Difference[], removesRest: boolean) => {
  // Only what departs from the proposal is kept, so that it stays right when the differences are read anew.
  const [flipped, setFlipped] = useState<ReadonlySet<string>>(new Set());
  const [phase, setPhase] = useState<Phase>({ kind: 'review' });
  const [results, setResults] = useState<readonly StepResult[]>([]);
  // What is written changes what is read: while it is, and after a failure, the list is the one that was agreed to.
  const [agreed, setAgreed] = useState<readonly Difference[]>();
  const shown = agreed ?? differences;

  const isProposed = (difference: Difference) =>
    isOpen(difference) && (difference.status !== 'onlyHere' || removesRest);
  const isChosen = (difference: Difference) =>
    isOpen(difference) && isProposed(difference) !== flipped.has(difference.name);
  const chosen = shown.filter(isChosen);
  const choose = (some: readonly Difference[], on: boolean) => {
    const next = new Set(flipped);
    for (const difference of some) {
      if (isProposed(difference) === on) next.delete(difference.name);
      else next.add(difference.name);
    }
    setFlipped(next);
  };

  const failed = results.filter((result) => !result.ok);
  const hasConflict = failed.some(isConflict);
  const isRunning = phase.kind === 'running';
  /** Applies what is chosen, or after a failure what failed. Resolves to every result so far. */
  const run = async () => {
    setAgreed(shown);
    setPhase({ kind: 'running', done: 0 });
    const steps = phase.kind === 'failed' ? failed.map(({ step }) => step) : writesOf(chosen);
    const now = await runSteps(target, steps, (done) => setPhase({ kind: 'running', done }));
    const all = [...results.filter(({ ok }) => ok), ...now];
    setResults(all);
    setPhase({ kind: now.every(({ ok }) => ok) ? 'review' : 'failed' });
    return all;
  };

  /** After somebody else wrote an entry in between: compares anew, and asks again. What was done stays done. */
  const lookAgain = async () => {
    await refreshConfiguration(target);
    setResults(results.filter(({ ok }) => ok));
    setAgreed(undefined);
    setPhase({ kind: 'review' });
  };

  return {
    shown,
    removesRest,
    chosen,
    isChosen,
    choose,
    phase,
    isRunning,
    results,
    failed,
    hasConflict,
    run,
    lookAgain,
  };
};

export type DryRunState = ReturnType<typeof useDryRun>;
