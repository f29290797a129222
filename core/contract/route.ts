import type { Endpoint } from './endpoint';

export type Match<Name extends string> = {
  readonly name: Name;
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
};

/** Decoded segments of a URL path; undefined where an escape is broken. */
const splitPath = (path: string): readonly string[] | undefined => {
  try {
    return path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
};

const matchPath = (pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined => {
  const params: Record<string, string> = {};
  // Only the first segment of a pattern may be the scope, which takes whatever the rest leaves over.
  const scoped = pattern[0] === '{scope}';
  const extra = segments.length - pattern.length;
  if (scoped ? extra < 0 : extra !== 0) return undefined;
  if (scoped) params['scope'] = `/${segments.slice(0, extra + 1).join('/')}`;
  for (let index = scoped ? 1 : 0; index < pattern.length; index++) {
    const expected = pattern[index] ?? '';
    const segment = segments[scoped ? index + extra : index] ?? '';
    if (expected.startsWith('{')) params[expected.slice(1, -1)] = segment;
    else if (expected.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return params;
};

/**
 * Finds the endpoints whose path fits, one per method at most. ARM's paths are matched without case, parameters keep
 * theirs. More than one endpoint with different methods means "some method is allowed here".
 */
export const createRouter = <Name extends string>(endpoints: Readonly<Record<Name, Endpoint>>) => {
  const names = Object.keys(endpoints).filter((name): name is Name => name in endpoints);
  const patterns = names.map((name) => ({ name, pattern: endpoints[name].path.split('/').filter(Boolean) }));
  return (pathname: string): readonly Match<Name>[] => {
    const segments = splitPath(pathname);
    if (segments === undefined) return [];
    return patterns.flatMap(({ name, pattern }) => {
      const params = matchPath(pattern, segments);
      return params === undefined ? [] : [{ name, endpoint: endpoints[name], params }];
    });
  };
};
