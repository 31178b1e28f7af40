import type { Plugin } from 'vite';

/** What must never be downloaded by a browser, as paths of modules: the server, and lists that only it needs. */
const NOT_FOR_BROWSERS = [/\/server\//, /\/shared\/model\/[^/]*words?\.ts$/, /^node:/, /__vite-browser-external/];

/** The architecture walls once more, on the bundle itself: fails the build when the server leaks into the client. */
export function onlyForBrowsers(): Plugin {
  return {
    name: 'tafelrunde:only-for-browsers',
    apply: 'build',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const strays = modules.filter((id) => !id.includes('/node_modules/') && isStray(id));
      if (strays.length > 0) this.error(`These modules must not get into the client:\n  ${strays.join('\n  ')}`);
    },
  };
}

const isStray = (id: string): boolean => NOT_FOR_BROWSERS.some((pattern) => pattern.test(id));
