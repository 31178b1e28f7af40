// `npm run messages`: compiles the catalogues in shared/messages to functions, one per message.
// The one place for Paraglide's options: everything else imports what this writes.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile } from '@inlang/paraglide-js';
import { inRoot } from './setup/paths.mjs';

const OUT = inRoot('shared', 'messages', 'compiled');
/** What was written last, so that only what changed is written now: whoever watches or imports sees no more than that. */
const WRITTEN = inRoot('node_modules', '.cache', 'tafelrunde', 'messages.json');

const previousCompilation = lastCompilation();
const compilation = await compile({
  project: inRoot('shared', 'messages', 'project.inlang'),
  outdir: OUT,
  strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
  emitTsDeclarations: true,
  emitReadme: false,
  // A server that runs, or restarts right now, never finds its messages gone for a moment.
  cleanOutdir: false,
  // The server names the locale in every call; it keeps none per request.
  disableAsyncLocalStorage: true,
  ...(previousCompilation === null ? {} : { previousCompilation }),
});
mkdirSync(dirname(WRITTEN), { recursive: true });
writeFileSync(WRITTEN, JSON.stringify(compilation));

/** @returns {typeof compilation | null} null when anything of it is gone, so that all is written anew */
function lastCompilation() {
  if (!existsSync(WRITTEN)) return null;
  /** @type {typeof compilation} */
  const last = JSON.parse(readFileSync(WRITTEN, 'utf8'));
  const files = Object.keys(last.outputHashes ?? {});
  return files.every((file) => existsSync(join(OUT, file))) ? last : null;
}
