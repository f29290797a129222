/** Reserved prefixes: everything below them is the API, everything else the app. */
const prefixes = ['/subscriptions', '/providers', '/v1', '/datacollectionrules', '/healthz'];

/** ARM paths are compared without regard to case. */
export const isApiPath = (path: string): boolean => {
  const lower = path.toLowerCase();
  return prefixes.some((prefix) => lower === prefix || lower.startsWith(`${prefix}/`));
};
