import { defineConfig } from '@playwright/test';

/** `npm test -- browser` finds a Chromium and names it here; without it, Playwright looks for its own. */
const executablePath = process.env['CHROMIUM_PATH'];
const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'];

/** No request ever leaves for a third party, the browser's own included. */
const ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Letters and colours are the same on every machine.
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
];

/** Nobody waits this long unless something is broken; a test of a whole table starts a server and many browsers. */
const TEST_MS = 120_000;
const EXPECT_MS = 15_000;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results/browser',
  snapshotPathTemplate: 'e2e/looks/{arg}{ext}',
  timeout: TEST_MS,
  expect: { timeout: EXPECT_MS },
  forbidOnly: process.env['CI'] !== undefined,
  // Every test has a server and a table of its own, but several tables of browsers at once would only wait for each other.
  workers: 1,
  // Real browsers on a shared machine: one that fails only once is told as flaky, and not as passed in silence.
  retries: process.env['CI'] === undefined ? 0 : 1,
  reporter: [['list'], ...(report === undefined ? [] : [['json', { outputFile: report }] as const])],
  use: {
    browserName: 'chromium',
    launchOptions: { args: ARGS, ...(executablePath === undefined ? {} : { executablePath }) },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
