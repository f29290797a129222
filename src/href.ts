/**
 * Addresses as the router writes them, for links that have no need of it: a router's own link asks where the page is and looks
 * for a `base` in the whole document, 500 times over in a long list. A static demo has its routes behind the #.
 */
export const hrefOf = (path: string) => (import.meta.env.BASE_URL === './' ? `#${path}` : path);
