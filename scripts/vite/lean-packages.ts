import type { Plugin } from 'vite';

/** Parts of packages that we never call, but that cannot be left out from outside. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  // The room is reached by polling and WebSocket only (client/connection/reconnect.ts).
  '/engine.io-client/build/esm/transports/webtransport.js': 'export class WT {}',
  // Tabs of one browser do not sync past the server (client/connection/sync.svelte.ts).
  '/lib0/broadcastchannel.js': 'export const subscribe = () => {}, unsubscribe = () => {}, publish = () => {};',
  // Nothing of ours is a custom element.
  '/svelte/src/internal/client/dom/elements/custom-element.js': 'export const create_custom_element = undefined;',
  // Yjs warns in colours, which bring a parser of documents along.
  '/lib0/logging.js': `export const print = console.warn, warn = console.warn;
export const BOLD = '', UNBOLD = '', ORANGE = '', RED = '';`,
};

export function leanPackages(): Plugin {
  return {
    name: 'tafelrunde:lean-packages',
    apply: 'build',
    enforce: 'pre',
    load: (id) => Object.entries(LEFT_OUT).find(([path]) => id.replaceAll('\\', '/').endsWith(path))?.[1] ?? null,
  };
}
