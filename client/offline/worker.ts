/**
 * The service worker: keeps the client of one build in this browser, so that the page opens without a network. With one,
 * the server's own page always comes first; files are named after their content and never change. What is stale is told
 * by the page (`version.svelte.ts`). The build (scripts/vite/offline.ts) says which files, and what the build is called.
 */
import { freshOr } from './fresh.ts';
import { wayOf } from './way.ts';

declare const FILES: readonly string[];
declare const BUILD: string;

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asking extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface OfflineWorker {
  addEventListener(type: 'install' | 'activate', hear: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', hear: (event: Asking) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}
const worker = self as unknown as OfflineWorker;

/** Milliseconds the network has to bring the page, before the one that is kept is shown. */
const SLOW_MS = 4_000;
/** This build, and the one before it, whose pages may still be open and ask for their files. */
const KEPT_BUILDS = 2;
const CACHE = `tafelrunde-${BUILD}`;
const PAGE = '/';

worker.addEventListener('install', (event) => event.waitUntil(keepAll().then(() => worker.skipWaiting())));
worker.addEventListener('activate', (event) => event.waitUntil(dropOldest().then(() => worker.clients.claim())));
worker.addEventListener('fetch', (event) => {
  const way = wayOf(event.request, location.origin);
  if (way === 'page') event.respondWith(page(event.request));
  else if (way === 'file') event.respondWith(file(event.request));
});

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([new Request(PAGE, { cache: 'no-cache' }), ...FILES]);
}

async function dropOldest(): Promise<void> {
  const builds = (await caches.keys()).filter((name) => name.startsWith('tafelrunde-') && name !== CACHE);
  await Promise.all(builds.slice(0, Math.max(0, builds.length - (KEPT_BUILDS - 1))).map((name) => caches.delete(name)));
}

async function page(request: Request): Promise<Response> {
  const kept = await caches.match(PAGE, { cacheName: CACHE });
  if (!kept) return fetch(request);
  return freshOr(kept, fetch(request), new Promise((resolve) => setTimeout(resolve, SLOW_MS)));
}

const file = async (request: Request): Promise<Response> =>
  (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
