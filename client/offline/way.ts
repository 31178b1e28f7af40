/** How the worker answers a request: with the page, with a file of this build, or not at all, so that it goes its way. */
export type Way = 'page' | 'file' | 'network';

/** The addresses that all show the same page; everything else that can be opened belongs to the server. */
const PAGES = /^\/(?:|join|check|board\/[^/]+|screen\/[^/]+)$/;

/** Calls, both connections, health and exports never pass through here. */
export function wayOf({ method, mode, url }: Pick<Request, 'method' | 'mode' | 'url'>, origin: string): Way {
  const address = new URL(url);
  if (method !== 'GET' || address.origin !== origin) return 'network';
  if (mode === 'navigate') return PAGES.test(address.pathname) ? 'page' : 'network';
  return address.pathname.startsWith('/assets/') ? 'file' : 'network';
}
