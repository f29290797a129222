import { use, useCallback, useMemo } from 'react';
import { UNSAFE_DataRouterContext as DataRouterContext, useLocation, useSearchParams } from 'react-router';
import * as z from 'zod/mini';

/** A value of view state as it stands in the URL: one parameter, or a repeated one. */
type SearchValue = string | number | boolean | undefined | readonly string[];
export type SearchShape = Record<string, SearchValue>;

/**
 * Schema of a route's search string. Every field must be total: `z.catch(...)` gives its default for whatever is missing
 * or malformed, so that a damaged link opens the page instead of breaking it.
 */
export type SearchSchema<T extends SearchShape> = z.ZodMiniType<T>;

/** Some of a view's state, to write into the URL. */
type SearchPatch<T extends SearchShape> = { readonly [K in keyof T]?: Readonly<T[K]> };

/** View state of a search string. Never throws for a total schema; unknown parameters are ignored. */
export const decodeSearch = <T extends SearchShape>(schema: SearchSchema<T>, params: URLSearchParams): T => {
  const defaults = schema.parse({});
  const raw: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(defaults), ...params.keys()])) {
    if (!params.has(key)) continue;
    const fallback = defaults[key];
    const text = params.get(key) ?? '';
    if (Array.isArray(fallback)) raw[key] = params.getAll(key);
    else if (typeof fallback === 'number') raw[key] = text.trim() === '' ? undefined : Number(text);
    else if (typeof fallback === 'boolean') raw[key] = text === 'true' ? true : text === 'false' ? false : undefined;
    else raw[key] = text;
  }
  return schema.parse(raw);
};

const asTexts = (value: SearchValue): readonly string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

/**
 * Parameters of a search string that the schema could not read and took its default for, as `name=value`: what a damaged link
 * lost, to be said to whoever opened it.
 */
export const unreadParameters = <T extends SearchShape>(
  schema: SearchSchema<T>,
  params: URLSearchParams,
): readonly string[] => {
  const read = decodeSearch(schema, params);
  return Object.keys(read).flatMap((key) => {
    const kept = new Set(asTexts(read[key]));
    const isNumber = typeof read[key] === 'number';
    return params
      .getAll(key)
      .filter((text) => !kept.has(isNumber && text.trim() !== '' ? String(Number(text)) : text))
      .map((text) => `${key}=${text}`);
  });
};

const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * `current` with `patch` written into it. Values equal to their default are left out, so that the plain URL is the default view;
 * parameters of others are kept.
 */
export const encodeSearch = <T extends SearchShape>(
  schema: SearchSchema<T>,
  current: URLSearchParams,
  patch: SearchPatch<T>,
): URLSearchParams => {
  const defaults = schema.parse({});
  const next = new URLSearchParams(current);
  for (const key of Object.keys(patch)) {
    const value: unknown = Reflect.get(patch, key);
    next.delete(key);
    if (value === undefined || sameValue(value, defaults[key])) continue;
    if (Array.isArray(value)) for (const item of value) next.append(key, String(item));
    else next.set(key, String(value));
  }
  return next;
};

/**
 * View state of the current page and its setter. `replace` (default) keeps one history entry per page, so that Back leaves the page
 * rather than undoing keystrokes; pass `replace: false` for steps a person would want to go back over. A change that depends on the
 * state it finds (a toggle) is a function of it: what is on screen may be older than what was just asked for.
 */
export const useSearchState = <T extends SearchShape>(schema: SearchSchema<T>) => {
  const [params, setParams] = useSearchParams();
  const { pathname } = useLocation();
  const router = use(DataRouterContext)?.router;
  const state = useMemo(() => decodeSearch(schema, params), [schema, params]);
  const update = useCallback(
    (change: SearchPatch<T> | ((latest: T) => SearchPatch<T>), options: { readonly replace?: boolean } = {}) => {
      setParams(
        (rendered) => {
          // The router's own setter gives what is on screen, and so a quick second change would undo one that is still on its way.
          const { navigation, location } = router?.state ?? {};
          const latest = navigation?.location ?? location;
          const current = latest?.pathname === pathname ? new URLSearchParams(latest.search) : rendered;
          const patch = typeof change === 'function' ? change(decodeSearch(schema, current)) : change;
          return encodeSearch(schema, current, patch);
        },
        { replace: options.replace ?? true, preventScrollReset: true },
      );
    },
    [schema, setParams, router, pathname],
  );
  return [state, update] as const;
};
