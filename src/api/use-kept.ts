import { useState } from 'react';

type Answer<T> = {
  readonly data: T | undefined;
  readonly isPlaceholderData: boolean;
  readonly isError: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
};

/**
 * The last good answer of a query whose key changes with every refresh, and the moment it belongs to. A refresh that fails keeps
 * the old figures; `failure` says so.
 */
export const useKept = <T>(query: Answer<T>, asOf: number) => {
  const [kept, setKept] = useState<{ readonly data: T; readonly asOf: number }>();
  const current = query.isPlaceholderData ? undefined : query.data;
  if (current !== undefined && (kept?.data !== current || kept.asOf !== asOf)) setKept({ data: current, asOf });
  return {
    data: query.data ?? kept?.data,
    /** The moment `data` belongs to; undefined before the first answer. */
    asOf: current !== undefined ? asOf : kept?.asOf,
    failure: query.isError ? { error: query.error, retry: () => void query.refetch() } : undefined,
  };
};
