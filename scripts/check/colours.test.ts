import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from '../setup/paths.mjs';
import { contrast, literalColours, over, SCHEMES, tokensOf, type Colour } from './colours.ts';
import { filesBelow } from './files.ts';

const TOKENS = inRoot('client', 'ui', 'tokens.css');
const sheet = readFileSync(TOKENS, 'utf8');
const [walls = '', looks = '', projected = ''] = sheet.split(/(?=\[data-sector-look='0'\])|(?=\.projected \{)/);

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for what is no text; DESIGN.md for the projection. */
const TEXT = 4.5;
const SIGN = 3;
const PROJECTED = 7;

const INKS = ['ink', 'ink-soft', 'good', 'warn', 'bad'];
const GROUNDS = ['wall', 'paper', 'paper-soft', 'veil-thin', 'veil', 'veil-thick', 'warn-paper', 'bad-paper'];
/** On which other grounds letters of one colour stand. */
const SET_ON: Readonly<Record<string, readonly string[]>> = {
  'on-ink': ['ink', 'ink-hover', 'ink-soft'],
  'on-focus': ['focus', 'focus-hover'],
  ink: ['chosen'],
  'code-ink': ['code-paper'],
};
/** Signs and controls, and what they have to stand out from. */
const SIGNS: Readonly<Record<string, readonly string[]>> = { off: ['paper', 'on-ink'], untold: ['paper'] };

interface Pair {
  readonly pair: string;
  readonly contrast: number;
}

const below = (pairs: readonly Pair[], least: number): Pair[] => pairs.filter((it) => !(it.contrast >= least));

/** The six looks of sectors, each with its ink and its paper. */
function sectorsOf(scheme: (typeof SCHEMES)[number]): { ink: Colour; paper: Colour }[] {
  return looks.split(/(?=\[data-sector-look)/).map((look) => {
    const tokens = tokensOf(look, scheme);
    return { ink: got(tokens, 'sector-ink'), paper: got(tokens, 'sector-paper') };
  });
}

function got(tokens: ReadonlyMap<string, Colour>, name: string): Colour {
  const colour = tokens.get(name);
  if (!colour) throw new Error(`tokens.css names no colour --${name}`);
  return colour;
}

test.each(SCHEMES)('[LK2] on the %s wall every text is read on every ground it is set on', (scheme) => {
  const tokens = tokensOf(walls, scheme);
  const ground = (name: string): Colour => over(got(tokens, name), got(tokens, 'wall'));
  const pair = (ink: string, on: string): Pair => ({
    pair: `${ink} on ${on}`,
    contrast: contrast(got(tokens, ink), ground(on)),
  });
  const pairs = [
    ...INKS.flatMap((ink) => GROUNDS.map((on) => pair(ink, on))),
    ...Object.entries(SET_ON).flatMap(([ink, grounds]) => grounds.map((on) => pair(ink, on))),
  ];
  expect(pairs.length).toBeGreaterThan(40);
  expect(below(pairs, TEXT)).toEqual([]);
  const signs = Object.entries(SIGNS).flatMap(([sign, grounds]) => grounds.map((on) => pair(sign, on)));
  expect(below(signs, SIGN)).toEqual([]);
});

test.each(SCHEMES)('[LK2] on the %s wall the six sectors are read, and told from their cards', (scheme) => {
  const tokens = tokensOf(walls, scheme);
  const sectors = sectorsOf(scheme);
  expect(sectors.length).toBe(6);
  const pairs = sectors.flatMap(({ ink, paper }, look) => [
    ...['ink', 'ink-soft'].map((name) => ({
      pair: `${name} on ${look}`,
      contrast: contrast(got(tokens, name), paper),
    })),
    { pair: `ink of ${look} on its paper`, contrast: contrast(ink, paper) },
    ...['wall', 'paper', 'on-ink'].map((on) => ({
      pair: `ink of ${look} and ${on}`,
      contrast: contrast(ink, got(tokens, on)),
    })),
  ]);
  expect(below(pairs, TEXT)).toEqual([]);
});

test('[LK2, SN4] on a projection every colour has at least 7:1 on ground and cards', () => {
  const tokens = tokensOf(projected, 'dark');
  const focus = got(tokensOf(walls, 'dark'), 'focus');
  const inks = [...['ink', 'ink-soft', 'good'].map((name) => got(tokens, name)), focus];
  const sectors = sectorsOf('dark').map(({ ink }) => ink);
  const pairs = [...inks, ...sectors].flatMap((ink, i) =>
    ['ground', 'raised'].map((on) => ({ pair: `${i} on ${on}`, contrast: contrast(ink, got(tokens, on)) })),
  );
  expect(below(pairs, PROJECTED)).toEqual([]);
});

test('[LK3] colours are named in one place', () => {
  const files = filesBelow(['client'], (path) => /\.(?:svelte|css|ts)$/.test(path) && !path.endsWith('.test.ts'));
  const named = files
    .filter((path) => path !== TOKENS)
    .flatMap((path) =>
      literalColours(readFileSync(path, 'utf8')).map((line) => `${relative(inRoot('client'), path)}: ${line}`),
    );
  expect(named).toEqual([]);
});

test('[LK3] the bar of a browser has the colour of the wall', () => {
  const page = readFileSync(inRoot('client', 'index.html'), 'utf8');
  for (const scheme of SCHEMES) {
    const { rgb } = got(tokensOf(walls, scheme), 'wall');
    const hex = rgb.map((value) => value.toString(16).padStart(2, '0')).join('');
    expect(page).toContain(`content="#${hex}" media="(prefers-color-scheme: ${scheme})"`);
  }
});

test.each(['color: #fff;', 'background: rgb(0 0 0 / 10%);', 'color: white;', 'fill="#1b1e23"', 'fill: hsl(0 0% 0%);'])(
  '[LK3] %s is found',
  (line) => expect(literalColours(line)).toEqual([line]),
);

test.each(['white-space: nowrap;', 'color: var(--ink);', '{#if open}', "m.title({ id: '#1' })", 'color-scheme: dark;'])(
  '[LK3] %s is no colour',
  (line) => expect(literalColours(line)).toEqual([]),
);
