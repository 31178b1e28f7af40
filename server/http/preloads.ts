import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from './locale.ts';

/** What the build tells of a file, by its source. */
interface Built {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}
type Manifest = Readonly<Record<string, Built>>;

/** The pages of the client and what each shows, as the client's router has it. */
const PAGES: Readonly<Record<string, string>> = {
  '/': 'pages/Start.svelte',
  '/join': 'pages/Join.svelte',
  '/check': 'check/Check.svelte',
  '/board/:id': 'pages/Board.svelte',
  '/screen/:id': 'pages/Screen.svelte',
};
const FIRST = 'index.html';

/**
 * The pages by their addresses, each with its `Link` header (RFC 8288) in every language: every file it will need besides
 * those that stand in the HTML, so that they come all at once instead of one after the other. A client that was not built
 * by us has none.
 */
export function preloadsIn(folder: string): ReadonlyMap<string, Readonly<Record<Locale, string>>> {
  const manifest = readManifest(folder);
  const first = filesOf(manifest, [FIRST]);
  const linksTo = (page: string, locale: Locale): string =>
    [...filesOf(manifest, [page, `ui/words/${locale}.ts`])]
      .filter((file) => !first.has(file))
      .map(linkTo)
      .join(', ');
  return new Map(
    Object.entries(PAGES).map(([path, page]) => [path, { de: linksTo(page, 'de'), en: linksTo(page, 'en') }]),
  );
}

function readManifest(folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Manifest;
  } catch {
    return {};
  }
}

function filesOf(manifest: Manifest, sources: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const files = new Set<string>();
  const visit = (source: string): void => {
    const built = manifest[source];
    if (!built || seen.has(source)) return;
    seen.add(source);
    for (const file of [built.file, ...(built.css ?? [])]) files.add(file);
    built.imports?.forEach(visit);
  };
  sources.forEach(visit);
  return files;
}

/** As the client asks for them: anonymously, across origins or not. */
const linkTo = (file: string): string =>
  `</${file}>; rel=${file.endsWith('.css') ? 'preload; as=style' : 'modulepreload'}; crossorigin`;
