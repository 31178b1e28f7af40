import type { Plugin } from 'vite';

const ENTRY = '<script type="module"';

/**
 * Nothing is painted before the client runs: it draws the whole page, and first of all knows whether the wall is to be
 * light or dark. Browsers that do not know the attribute paint an empty wall as the device likes it.
 */
export const paintedOnce = (): Plugin => ({
  name: 'painted-once',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace(ENTRY, `${ENTRY} blocking="render"`),
  },
});
