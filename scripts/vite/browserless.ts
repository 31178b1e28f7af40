import type { Environment } from 'vitest/runtime';

/** For view classes: compiled and resolved as for a browser, so that their runes are alive, but without any page. */
export default {
  name: 'browserless',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
} satisfies Environment;
