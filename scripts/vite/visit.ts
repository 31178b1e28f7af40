import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/** Bytes of script and style, as they travel, that a participant's browser loads until the board is usable: 3 s over a venue's slowest 350 kbit/s. */
export const PARTICIPANT_MAX = 130_000;

/** A built file: what it cannot do without, and what of it travels. */
export interface BuiltFile {
  readonly needs: readonly string[];
  readonly gzip: number;
}

/** The files that come with these, each once. */
export function closure(files: ReadonlyMap<string, BuiltFile>, starts: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    files.get(name)?.needs.forEach(visit);
  };
  starts.forEach(visit);
  return found;
}

/** Bytes that a visit to these loads. A file that is not there is a fault of who asks. */
export function weigh(files: ReadonlyMap<string, BuiltFile>, starts: readonly string[]): number {
  return [...closure(files, starts)].reduce((sum, name) => {
    const file = files.get(name);
    if (!file) throw new Error(`${name} is needed, but was not built.`);
    return sum + file.gzip;
  }, 0);
}

/** Tells what a visit to the board weighs, and fails the build when that is too much. */
export function visit(): Plugin {
  return {
    name: 'tafelrunde:visit',
    apply: 'build',
    writeBundle(_options, bundle) {
      const weight = weighBoard(bundle);
      const told = `participant: ${inKb(weight)} kB of ${inKb(PARTICIPANT_MAX)} kB gzip`;
      console.log(told);
      if (weight > PARTICIPANT_MAX) this.error(`${told}. dist/sizes.json tells which files weigh what.`);
    },
  };
}

const inKb = (bytes: number): string => (bytes / 1_000).toFixed(1);

/** Every visit begins with these, shows one of the views first, and speaks one of the languages. */
const ALWAYS = ['index.html', 'pages/Board.svelte'];
const VIEWS = ['pages/board/wall.ts', 'list/List.svelte'];
const LANGUAGES = ['ui/words/de.ts', 'ui/words/en.ts'];

/** The heaviest of all visits to the board. */
function weighBoard(bundle: Rolldown.OutputBundle): number {
  const files = new Map(Object.values(bundle).map((file) => [file.fileName, weighed(file)]));
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const of = (source: string): string => {
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/client/${source}`));
    if (!chunk) throw new Error(`${source} has no file of its own.`);
    return chunk.fileName;
  };
  const visits = VIEWS.flatMap((view) => LANGUAGES.map((language) => [...ALWAYS, view, language]));
  return Math.max(...visits.map((sources) => weigh(files, sources.map(of))));
}

function weighed(file: Rolldown.OutputChunk | Rolldown.OutputAsset): BuiltFile {
  const content = file.type === 'chunk' ? file.code : file.source;
  const needs = file.type === 'chunk' ? [...file.imports, ...(file.viteMetadata?.importedCss ?? [])] : [];
  return { needs, gzip: gzipSync(content).length };
}
