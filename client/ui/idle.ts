/** Milliseconds to wait where the browser (Safari) does not say when it has nothing to do. */
const WITHOUT_WORD_MS = 1_000;
/** Milliseconds after which it is done even by a browser that is never idle. */
const AT_LAST_MS = 5_000;

/** Runs once the browser has nothing else to do; returns what prevents it. */
export function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(run, { timeout: AT_LAST_MS });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(run, WITHOUT_WORD_MS);
  return () => clearTimeout(timer);
}
