/** Reads the colours of a style sheet of tokens, and works out how well they are read on one another. */

/** Red, green and blue up to 255, and how much of it covers what lies below. */
export interface Colour {
  readonly rgb: readonly [number, number, number];
  readonly alpha: number;
}

export const SCHEMES = ['light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

const COLOUR = String.raw`#[0-9a-f]{6}|rgb\(\d+ \d+ \d+ / \d+%\)`;
const TOKEN = new RegExp(`^\\s*--([\\w-]+): (?:light-dark\\((${COLOUR}), (${COLOUR})\\)|(${COLOUR}));`, 'gim');
/** A colour by its value: digits, a function, or a name that is no keyword. */
const LITERAL =
  /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|[:\s](?:white|black|red|green|blue|yellow|orange|grey|gray)\s*[;,)]/i;

/** Every token that is a colour, as it is in one scheme. */
export function tokensOf(css: string, scheme: Scheme): ReadonlyMap<string, Colour> {
  const found = [...css.matchAll(TOKEN)].map(([, name = '', light, dark, both]) => {
    const value = both ?? (scheme === 'light' ? light : dark) ?? '';
    return [name, colourOf(value)] as const;
  });
  return new Map(found);
}

function colourOf(value: string): Colour {
  const [r = 0, g = 0, b = 0, percent = 100] = value.startsWith('#')
    ? [1, 3, 5].map((at) => parseInt(value.slice(at, at + 2), 16))
    : (value.match(/\d+/g) ?? []).map(Number);
  return { rgb: [r, g, b], alpha: percent / 100 };
}

/** What is seen when one lies on the other. */
export function over({ rgb, alpha }: Colour, below: Colour): Colour {
  const mixed = rgb.map((value, i) => value * alpha + (below.rgb[i] ?? 0) * (1 - alpha));
  return { rgb: [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0], alpha: 1 };
}

/** Of WCAG 2.2, from 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance({ rgb }: Colour): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The lines of a component or style sheet in which a colour is named by its value. */
export function literalColours(source: string): string[] {
  return source
    .split('\n')
    .filter((line) => !/^\s*(?:<!--|\/\/|\*|\/\*)/.test(line) && LITERAL.test(line))
    .map((line) => line.trim());
}
