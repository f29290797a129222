import { useCallback, useLayoutEffect, useState, useSyncExternalStore } from 'react';

/**
 * Parts of a page that show the same question's answer (totals and the table under them) change in one step: a new answer waits
 * until every part has its own, so that figures on screen always agree. What a part shows, and what it could show, by part.
 */
type Part = { readonly settled: string | undefined; readonly shown: string | undefined };

const parts = new Map<string, Part>();
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
const tell = () => {
  for (const listener of listeners) listener();
};

/** A part that shows nothing yet contradicts nobody. */
const others = (name: string, key: string): boolean =>
  [...parts].every(
    ([other, { settled, shown }]) => other === name || shown === undefined || shown === key || settled === key,
  );

type Answer<T> = {
  readonly data: T | undefined;
  readonly isPlaceholderData: boolean;
  readonly isError: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
};

/** What a part's answer is about; `key` is equal for all parts that must agree. */
export type Question = { readonly key: string };

/**
 * The answer a part of the page shows and the question it belongs to: the last good one, until the next has arrived for all parts
 * (`name` tells them apart). A refresh that fails keeps the old answer; `failure` says so. `alone`: this part deliberately stays
 * behind (a list that is being read), and the others do not wait for it.
 */
export const useInStep = <T, Q extends Question>(
  name: string,
  query: Answer<T>,
  question: Q,
  { alone = false }: { readonly alone?: boolean } = {},
) => {
  const [kept, setKept] = useState<{ readonly data: T; readonly question: Q }>();
  const { key } = question;
  const arrived = query.isPlaceholderData ? undefined : query.data;
  const settled = arrived !== undefined || query.isError;
  const free = useSyncExternalStore(
    subscribe,
    useCallback(() => alone || others(name, key), [alone, name, key]),
  );
  if (arrived !== undefined && free && (kept?.data !== arrived || kept.question.key !== key)) {
    setKept({ data: arrived, question });
  }
  const now = arrived !== undefined && free ? { data: arrived, question } : kept;
  const shown = now?.question.key;

  // Before the paint, so that parts which waited for this one change in the same frame.
  useLayoutEffect(() => {
    if (alone) parts.delete(name);
    else parts.set(name, { settled: settled ? key : undefined, shown });
    tell();
  }, [alone, name, key, settled, shown]);
  useLayoutEffect(
    () => () => {
      parts.delete(name);
      tell();
    },
    [name],
  );

  return {
    data: now?.data,
    /** What `data` answers; undefined before the first answer. */
    question: now?.question,
    isStale: now !== undefined && shown !== key,
    failure: query.isError ? { error: query.error, retry: () => void query.refetch() } : undefined,
  };
};
