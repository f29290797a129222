import { queryLimits } from '#core/fim/limits';

/** What a caller prefers of a query, from the `Prefer` header: `wait=30, include-statistics=true, include-render=true`. */
export type Preferences = { readonly waitSeconds: number; readonly statistics: boolean; readonly render: boolean };

/** Reads the `Prefer` header; what it does not know is ignored, as the header's standard asks. */
export const readPreferences = (headers: Headers): Preferences => {
  const given = new Map(
    (headers.get('prefer') ?? '')
      .split(/[,;]/)
      .map((part) => part.trim().toLowerCase().split('='))
      .map(([name = '', value = 'true']) => [name.trim(), value.trim()]),
  );
  const wait = Number(given.get('wait') ?? queryLimits.defaultSeconds);
  return {
    waitSeconds: wait > 0 ? Math.min(wait, queryLimits.maxSeconds) : queryLimits.defaultSeconds,
    statistics: given.get('include-statistics') === 'true',
    render: given.get('include-render') === 'true',
  };
};
