// `npm run messages`: compiles the catalogues in shared/messages to functions, one per message.
// The one place for Paraglide's options: everything else imports what this writes.
import { compile } from '@inlang/paraglide-js';
import { inRoot } from './setup/paths.mjs';

await compile({
  project: inRoot('shared', 'messages', 'project.inlang'),
  outdir: inRoot('shared', 'messages', 'compiled'),
  strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
  emitTsDeclarations: true,
  emitReadme: false,
  // A server that runs, or restarts right now, never finds its messages gone for a moment.
  cleanOutdir: false,
  // The server names the locale in every call; it keeps none per request.
  disableAsyncLocalStorage: true,
});
