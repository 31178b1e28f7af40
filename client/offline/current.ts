/** Milliseconds a server may take to say what it has. */
const PATIENCE_MS = 8_000;

/** Script and style that a page begins with: named by a hash of what they contain, so a new version names others. */
export const filesIn = (html: string): string[] =>
  [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map((hit) => hit[1] ?? '');

/** Whether this page is what the server has now. Unknown in development, and when nobody answers. */
export async function isCurrent(): Promise<boolean | 'unknown'> {
  try {
    const page = await fetch(location.pathname, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    const files = page.ok ? filesIn(await page.text()) : [];
    return files.length === 0 ? 'unknown' : files.every(beganWith);
  } catch {
    return 'unknown';
  }
}

const beganWith = (file: string): boolean =>
  document.querySelector(`head [src="${file}"], head [href="${file}"]`) !== null;
