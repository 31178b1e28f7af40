import { relative } from 'node:path';
import type { Plugin } from 'vite';
import { ROOT } from '../setup/paths.mjs';

/** What must never be downloaded by a browser, as paths in the project: the server, and lists that only it needs. */
const NOT_FOR_BROWSERS = [/^server\//, /^shared\/model\/[^/]*words?\.ts$/, /__vite-browser-external/];

/** The architecture walls once more, on the bundle itself: fails the build when the server leaks into the client. */
export function onlyForBrowsers(): Plugin {
  return {
    name: 'tafelrunde:only-for-browsers',
    apply: 'build',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const strays = modules.map((id) => relative(ROOT, id).replaceAll('\\', '/')).filter(isNotForBrowsers);
      if (strays.length > 0) this.error(`These modules must not get into the client:\n  ${strays.join('\n  ')}`);
    },
  };
}

export const isNotForBrowsers = (path: string): boolean => NOT_FOR_BROWSERS.some((pattern) => pattern.test(path));
