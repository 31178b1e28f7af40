/**
 * Keeps this page in the browser for times without a network, once it stands. Browsers only do that for pages that came
 * over https or from this very machine; the others open with a network, as ever. Not in development, where files change.
 */
import { whenIdle } from '../ui/idle.ts';

export function keepPage(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // Refused (a private window, no room): the check of the browser's storage tells it.
  whenIdle(() => void navigator.serviceWorker.register('/sw.js').catch(() => undefined));
}
