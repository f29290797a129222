/** What stands behind the # where a static demo, which has its routes there, shows the workspace list. */
export const listHash = /^(?:#\/?(?:workspaces\/?)?(?:\?.*)?)?$/;

/** Whether the address is the workspace list's. */
export function isListPage(): boolean {
  const { hash, pathname } = globalThis.location;
  return import.meta.env.BASE_URL === './'
    ? listHash.test(hash)
    : ['/', '/workspaces', '/workspaces/'].includes(pathname);
}
