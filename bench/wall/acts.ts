import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';

/** What a hand does at the wall while frames are counted. Each input waits until the page has taken it, so they come once a frame. */

/** A common laptop. */
export const VIEW = { width: 1366, height: 768 };
const MIDDLE = [VIEW.width / 2, VIEW.height / 2 - 60] as const;
/** Pixels of the wheel in one frame: a quick flick over a touchpad. */
const PAN_STEP = 45;
/** From one screen to the whole wall within a second. */
const ZOOM_STEP = 26;
/** Milliseconds a hand rests between two movements; then a wall draws what it left out. */
const REST_MS = 250;
/** Milliseconds between two keys of somebody who writes quickly. */
const KEY_MS = 90;

export interface Act {
  readonly name: string;
  readonly does: (page: Page, seconds: number) => Promise<void>;
}

export const panning: Act = {
  name: 'panning',
  does: async (page, seconds) => {
    await page.mouse.move(...MIDDLE);
    for (const until = performance.now() + seconds * 1_000; performance.now() < until;) {
      for (const [dx, dy] of [
        [1, 0],
        [0, 1],
        [-1, 0],
        [0, -1],
      ] as const) {
        for (let step = 0; step < 40; step++) await page.mouse.wheel(dx * PAN_STEP, dy * PAN_STEP);
      }
    }
  },
};

export const zooming: Act = {
  name: 'zooming to the whole wall and back',
  does: async (page, seconds) => {
    await page.mouse.move(...MIDDLE);
    await page.keyboard.down('Control');
    for (const until = performance.now() + seconds * 1_000; performance.now() < until;) {
      for (const way of [1, -1]) {
        for (let step = 0; step < 45; step++) await page.mouse.wheel(0, way * ZOOM_STEP);
        await wait(REST_MS);
      }
    }
    await page.keyboard.up('Control');
  },
};

export const dragging: Act = {
  name: 'dragging a card',
  does: async (page, seconds) => {
    const [x, y] = await aCard(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    const from = performance.now();
    for (let turn = 0; performance.now() - from < seconds * 1_000; turn += 0.06) {
      await page.mouse.move(MIDDLE[0] + 420 * Math.sin(turn), MIDDLE[1] + 200 * Math.cos(turn));
    }
    await page.keyboard.press('Escape');
    await page.mouse.up();
  },
};

/** On an empty page: what this machine does where there is nothing to do. */
export const nothing: Act = {
  name: 'an empty page (the noise of the machine)',
  does: async (page, seconds) => {
    for (let step = 0, until = performance.now() + seconds * 1_000; performance.now() < until; step++) {
      await page.mouse.move(MIDDLE[0] + 300 * Math.sin(step * 0.06), MIDDLE[1] + 200 * Math.cos(step * 0.06));
    }
  },
};

/** The first card that lies in view with its middle free. */
async function aCard(page: Page): Promise<readonly [number, number]> {
  const at = await page.evaluate(`(() => {
    for (const card of document.querySelectorAll('[data-wall] [data-idea]')) {
      const { x, y, width, height } = card.getBoundingClientRect();
      const [mx, my] = [x + width / 2, y + height / 3];
      if (card.contains(document.elementFromPoint(mx, my))) return [mx, my];
    }
    return null;
  })()`);
  if (at === null) throw new Error('no card in view');
  return at as [number, number];
}

/** Milliseconds between the frames while somebody acts. */
export async function frameGaps(page: Page, act: Act, seconds: number): Promise<number[]> {
  await page.evaluate('recorder.start()');
  await act.does(page, seconds);
  const frames = await page.evaluate<number[]>('recorder.stop()');
  return frames.slice(1).map((at, nth) => at - (frames[nth] ?? at));
}

/** Milliseconds from each key to the paint that follows it. */
export async function typed(page: Page, words: string): Promise<number[]> {
  await page.evaluate('recorder.keys()');
  await page.keyboard.type(words, { delay: KEY_MS });
  await wait(REST_MS);
  return await page.evaluate<number[]>('recorder.keys()');
}

/** Milliseconds from Enter in the composer to the painted card, each time. */
export async function posted(page: Page, times: number): Promise<number[]> {
  const took: number[] = [];
  for (let nth = 0; nth < times; nth++) {
    const text = `Ein Balkonkraftwerk für jedes Vereinsheim, Versuch ${nth}`;
    await page.locator('main form textarea').fill(text);
    await page.evaluate(`globalThis.shown = recorder.posted(${JSON.stringify(`Versuch ${nth}`)})`);
    await page.keyboard.press('Enter');
    took.push(await page.evaluate<number>('shown'));
    await wait(REST_MS);
  }
  return took;
}
