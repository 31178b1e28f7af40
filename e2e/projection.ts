import type { Page } from '@playwright/test';

/** What can be measured on a projection. */

export interface Letters {
  readonly text: string;
  /** Type size in pixels. */
  readonly size: number;
  /** Contrast of the letters to what is behind them. */
  readonly contrast: number;
  /** Whether all of it lies within the window. */
  readonly within: boolean;
}

/** Every text that is seen, with how it is set. */
export function readLetters(page: Page): Promise<Letters[]> {
  return page.evaluate(() => {
    const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
    const light = (color: string): number => {
      const [r = 0, g = 0, b = 0] = channels(color).map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element: Element | null): string => {
      for (let at = element; at; at = at.parentElement) {
        const color = getComputedStyle(at).backgroundColor;
        if ((channels(color)[3] ?? 1) > 0) return color;
      }
      return 'rgb(255, 255, 255)';
    };
    const letters: Letters[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (!element || text === '') continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { width, top, bottom, left, right } = range.getBoundingClientRect();
      if (width === 0) continue;
      const style = getComputedStyle(element);
      const [one, other] = [light(style.color), light(behind(element))];
      letters.push({
        text,
        size: parseFloat(style.fontSize),
        contrast: (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05),
        within: top >= -1 && left >= -1 && bottom <= innerHeight + 1 && right <= innerWidth + 1,
      });
    }
    return letters;
  });
}

export type Spot = readonly [x: number, y: number, w: number, h: number];

/** Where each card on the page that is seen stands, by id. */
export async function readCards(page: Page): Promise<Map<string, Spot>> {
  const spots = await page.evaluate(() =>
    [...document.querySelectorAll('[data-idea]')].map((card) => {
      const { x, y, width, height } = card.getBoundingClientRect();
      return [card.getAttribute('data-idea') ?? '', [x, y, width, height]] as const;
    }),
  );
  return new Map(spots);
}

/** Turns to the next page by hand, as a moderator does. */
export const turn = (page: Page): Promise<void> => page.keyboard.press('ArrowRight');
