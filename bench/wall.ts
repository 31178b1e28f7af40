import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import { median, percentile } from './statistics.ts';
import { ServerProcess } from './servers/process.ts';
import { loadTexts } from './texts.ts';
import { dragging, frameGaps, nothing, panning, posted, typed, VIEW, zooming, type Act } from './wall/acts.ts';
import { layBoard, type LaidBoard } from './wall/board.ts';
import { costing, type Cost } from './wall/cost.ts';
import { othersWrite } from './wall/others.ts';
import { profiled } from './wall/profile.ts';

/** How quickly the wall moves in a browser, with as many ideas as a table never has. See README.md in this folder. */

const SIZES = [1_039, 3_000] as const;
const TARGETS = { 1_039: { fps: 55, p95: 33, open: 700 }, 3_000: { fps: 45, p95: Infinity, open: 1_200 } } as const;
const ENTER_MS = 50;
const POSTS = 12;
const OPENINGS = 5;
const ACTS: readonly Act[] = [panning, zooming, dragging];
const SENTENCE = 'Wir stellen Lastenräder am Bahnhof auf, die alle mit der Monatskarte leihen können. ';
/** As in playwright.config.ts: nothing leaves for a third party, and no graphics card helps. */
const ARGS = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'];

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    size: { type: 'string', multiple: true, default: SIZES.map(String) },
    only: { type: 'string', multiple: true, default: ['opening', 'panning', 'zooming', 'dragging', 'typing'] },
    profile: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const texts = loadTexts(process.env);
const isAsked = (what: string): boolean => values.only.some((it) => what.startsWith(it));
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** One line: what, its figures, and whether the target holds. */
function told(what: string, figures: Readonly<Record<string, string>>, holds?: boolean): void {
  const cells = Object.entries(figures).map(([name, value]) => `${name} ${value}`.padEnd(15));
  const verdict = holds === undefined ? '' : holds ? 'holds' : 'MISSED';
  print(`${what.padEnd(48)}${cells.join(' ')} ${verdict}`.trimEnd());
}

const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;

const rateOf = (gaps: readonly number[]): number => (1_000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0);

function tellFrames(what: string, gaps: readonly number[], target?: { fps: number; p95: number }): void {
  const [fps, p95] = [rateOf(gaps), percentile(gaps, 0.95)];
  const figures = { fps: fps.toFixed(1), p95: ms(p95), worst: ms(Math.max(...gaps)) };
  told(what, figures, target && fps >= target.fps && p95 <= target.p95);
}

/** CPU of the page's main thread for each frame: what a busy machine does not change. */
function tellCost(cost: Cost, frames: number): void {
  const each = Object.entries(cost).map(([name, value]: [string, number]) => [name, ms(value / frames)]);
  told('    main thread, CPU a frame', Object.fromEntries(each) as Record<string, string>);
}

function tellTimes(what: string, times: readonly number[], most?: number): void {
  const figures = { median: ms(median(times)), p95: ms(percentile(times, 0.95)), worst: ms(Math.max(...times)) };
  told(what, figures, most === undefined ? undefined : median(times) < most);
}

/** A browser that knows nothing, at an address. */
async function opened(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEW, locale: 'de-DE' });
  const page = await context.newPage();
  await page.addInitScript({ path: `${import.meta.dirname}/wall/recorder.js` });
  await page.goto(url);
  return page;
}

async function measureNoise(browser: Browser): Promise<void> {
  const page = await opened(browser, 'data:text/html,<textarea autofocus rows=20 cols=80></textarea>');
  tellFrames(nothing.name, await frameGaps(page, nothing, seconds));
  tellTimes('  a key to its paint', await typed(page, SENTENCE));
  await page.context().close();
}

async function measureOpening(browser: Browser, { link }: LaidBoard, most: number): Promise<void> {
  const times: number[] = [];
  // The first one warms the server up.
  for (let nth = 0; nth <= OPENINGS; nth++) {
    const page = await opened(browser, link);
    times.push(await page.evaluate<number>('recorder.opened'));
    await page.context().close();
  }
  tellTimes('  opening to painted, nothing cached', times.slice(1), most);
}

const inProfile = <T>(page: Page, name: string, run: () => Promise<T>): Promise<T> =>
  profiled(page, { folder: values.profile, name }, run);

async function measureMoving(page: Page, target: { fps: number; p95: number }): Promise<void> {
  for (const act of ACTS) {
    if (!isAsked(act.name)) continue;
    const moved = () => inProfile(page, act.name, () => frameGaps(page, act, seconds));
    const { result: gaps, cost } = await costing(page, moved);
    tellFrames(`  ${act.name}`, gaps, target);
    tellCost(cost, gaps.length);
  }
}

async function measureTyping(page: Page, origin: string, board: LaidBoard): Promise<void> {
  tellTimes('  Enter in the composer to the painted card', await posted(page, POSTS), ENTER_MS);
  await page.locator('main form textarea').focus();
  tellTimes('  a key to its paint', await typed(page, SENTENCE));
  const stop = await othersWrite({ origin, board, texts: texts.texts });
  const keys = await inProfile(page, 'typing', () => typed(page, SENTENCE.repeat(2)));
  stop();
  tellTimes('  the same while others make 200 edits a second', keys, ENTER_MS);
}

async function measure(browser: Browser, origin: string, size: (typeof SIZES)[number]): Promise<void> {
  const target = TARGETS[size];
  const board = await layBoard(origin, texts.texts, size);
  print(`\n${size} ideas`);
  if (isAsked('opening')) await measureOpening(browser, board, target.open);
  const page = await opened(browser, board.link);
  await page.evaluate('recorder.opened');
  await page.waitForTimeout(1_000);
  await measureMoving(page, target);
  if (size < 3_000 && isAsked('typing')) await measureTyping(page, origin, board);
  await page.context().close();
}

print(`Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), texts: ${texts.from}`);
print(
  `load of the machine before it begins: ${loadavg()
    .map((load) => load.toFixed(2))
    .join(' ')}`,
);
const server = await ServerProcess.start('ours');
const executablePath = process.env['CHROMIUM_PATH'];
const browser = await chromium.launch({ args: ARGS, ...(executablePath === undefined ? {} : { executablePath }) });
try {
  print(`Chromium ${browser.version()}, ${VIEW.width}x${VIEW.height}, ${seconds} s each\n`);
  await measureNoise(browser);
  for (const size of SIZES) {
    if (values.size.includes(String(size))) await measure(browser, `http://127.0.0.1:${server.port}`, size);
  }
  await measureNoise(browser);
} finally {
  await browser.close();
  await server.stop();
}
process.exit(0);
