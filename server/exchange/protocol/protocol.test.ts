import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { boardWith, idea, NOW, planned, sourceOf } from '#shared/exchange/fixture.ts';
import { boardToJson } from '#shared/exchange/json.ts';
import { LOOKS } from './colours.ts';
import { COMMENT, nastySource, TEXTS } from './fixture.ts';
import { boardToPdf } from './protocol.ts';
import { contentsOf, lettersOf, readBack } from './reader.ts';
import { PAGE } from './type.ts';

const printed = async (source = nastySource()) => readBack(await boardToPdf(source));

const LEFTWARDS = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

test('[PR1] the whole text of every idea is in it, whatever its script, and is found by a reader of PDF', async () => {
  const { texts } = await printed();
  const letters = lettersOf(texts.map(({ text }) => text).join(''));
  for (const text of TEXTS) {
    // Readers put the words of leftward lines back in order by rules of their own.
    const pieces = LEFTWARDS.test(text) ? text.split(/[\s(),\d٪]+/) : [text];
    for (const piece of pieces) expect(letters).toContain(lettersOf(piece));
  }
});

const utf16 = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

test('[PR13] pictures made of several characters are copied whole, and what no font shows is named by its number', async () => {
  const board = boardWith([idea('a', { text: 'Bau 👷🏽‍♀️ und \u{2A6D6}' })]);
  const pdf = await boardToPdf({ ...sourceOf(board), agenda: [] });
  expect(contentsOf(pdf)).toContain(utf16('👷🏽‍♀️'));
  expect(contentsOf(pdf)).toContain(utf16('\u{2A6D6}'));
  expect((await readBack(pdf)).texts.map(({ text }) => text).join('')).toContain('[U+2A6D6]');
});

test('[PR2] nothing stands beyond the margins of a page, and nothing that is to be read is smaller than 8 pt', async () => {
  const { texts, pages } = await printed();
  expect(texts.length).toBeGreaterThan(100);
  for (const { x, y, width } of texts) {
    expect(x).toBeGreaterThanOrEqual(PAGE.left - 0.5);
    expect(x + width).toBeLessThanOrEqual(PAGE.right + 0.5);
    expect(y).toBeGreaterThan(PAGE.h - PAGE.foot - 14);
    expect(y).toBeLessThan(PAGE.h - PAGE.head);
  }
  const picture = texts.filter(({ size }) => size < 8);
  // Only the wall, on the last pages, is a picture.
  expect(Math.min(...picture.map(({ page }) => page), pages)).toBeGreaterThan(pages - 2);
});

test('[PR3] all its fonts are in it', async () => {
  const pdf = (await boardToPdf(nastySource())).toString('latin1');
  const fonts = pdf.match(/\/Type \/FontDescriptor/g) ?? [];
  expect(fonts.length).toBeGreaterThan(8);
  expect(pdf.match(/\/FontFile2 /g)).toHaveLength(fonts.length);
  expect(pdf).not.toContain('/Subtype /Type1');
});

test('[PR4] it carries the board as JSON, the same that the JSON export is', async () => {
  const source = nastySource();
  const { attachments } = await printed(source);
  expect(attachments.map(({ filename }) => filename)).toEqual(['tisch-toene-eins-2025-04-14.json']);
  expect(new TextDecoder().decode(attachments[0]?.content)).toBe(boardToJson(source));
});

test('[PR5] it is tagged, names its language and title, and says that it is PDF/A-3a', async () => {
  const source = nastySource({ locale: 'en' });
  const { structure, lang, title } = await printed(source);
  for (const type of ['Document', 'H1', 'H2', 'L', 'LI', 'LBody', 'Table', 'TR', 'TH', 'TD', 'TOC', 'Figure']) {
    expect(structure).toContain(`"role":"${type}"`);
  }
  expect(structure).toContain('Picture of the wall with 18 ideas and 2 clusters');
  expect(structure).toContain('7 dots (Industry 4, Creatives 2, Others 1)');
  expect([lang, title]).toEqual(['en', source.info.title]);
  const pdf = (await boardToPdf(source)).toString('utf8');
  expect(pdf).toContain('<pdfaid:part>3</pdfaid:part>');
  expect(pdf).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
  expect(pdf).toContain('Tisch &amp; „Töne“ &lt;eins&gt;');
});

test('[PR6] the same state gives the same bytes', async () => {
  const [one, two] = [await boardToPdf(nastySource()), await boardToPdf(nastySource())];
  expect(one.equals(two)).toBe(true);
});

test('[PR7] no name is in that of an anonymous board but those in actions, and authors stand where Markdown has them', async () => {
  const textOf = async (anonymous: boolean) =>
    (await printed(nastySource({ anonymous }))).texts.map(({ text }) => text);
  const [named, anonymous] = [await textOf(false), await textOf(true)];
  expect(named.filter((text) => text === 'Mara Weiß').length).toBeGreaterThan(3);
  // What people put their name to and promised is meant to be known.
  const promised = anonymous.filter((text) => text.includes('Mara'));
  expect(promised).toEqual(['Mara Weiß – Ich kann beitragen: eine Halle', 'Mara Weiß (offen)']);
  expect(anonymous.filter((text) => text.startsWith('Jan'))).toEqual(['Jan (zugesagt)']);
});

test('[PR8] it tells the course of the evening, results, clusters, agreements and what is left, in that order', async () => {
  const { texts } = await printed();
  const onPages = texts.filter(({ page }) => page > 1).map(({ text }) => text);
  const headings = [
    'Ablauf',
    'Abstimmung: Womit fangen wir an?',
    'Laden & <Parken>',
    'Verabredet',
    'Noch nicht zugeordnet',
  ];
  const places = [...headings, 'Die Wand', 'Legende'].map((heading) => onPages.indexOf(heading));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(onPages).toContain('19 Ideen geschrieben');
  expect(onPages).toContain('Jan (zugesagt)');
});

test('[PR9] hidden ideas are left out', async () => {
  const board = planned(boardWith([idea('a', { text: 'Zu sehen' }), idea('h', { text: 'Verborgen', hidden: true })]));
  const { texts } = await printed({ ...sourceOf(board), agenda: [] });
  const all = texts.map(({ text }) => text).join('\n');
  expect(all).toContain('Zu sehen');
  expect(all).not.toContain('Verborgen');
});

test('[PR10] an empty board has a protocol too', async () => {
  const { pages, texts } = await printed({ ...sourceOf(planned(boardWith([]))), agenda: [], now: NOW });
  expect(pages).toBe(2);
  expect(texts.map(({ text }) => text)).toContain('Urbane Mobilität');
});

test('[PR11] a full board of long texts keeps every heading with what follows it', async () => {
  const ideas = Array.from({ length: 300 }, (_, i) =>
    idea(`i${i}`, { text: `${i} ${'Wort '.repeat(40)}`.slice(0, 260), createdAt: i }),
  );
  const { texts, pages } = await printed({ ...sourceOf(boardWith(ideas)), agenda: [] });
  for (let page = 2; page <= pages; page++) {
    const body = texts.filter((text) => text.page === page && text.y > PAGE.h - PAGE.bottom - 2 && text.size >= 8);
    const lowest = body.reduce((a, b) => (b.y < a.y ? b : a));
    expect(lowest.size).toBeLessThan(20);
  }
  expect(texts.filter(({ text }) => /^\d+ Wort/.test(text)).length).toBeGreaterThanOrEqual(300);
});

test('[PR12] sectors look on paper as on the screen', () => {
  const css = readFileSync(join(import.meta.dirname, '../../../client/ui/tokens.css'), 'utf8');
  const inks = [...css.matchAll(/--sector-(?:ink|paper): light-dark\((#\w{6})/g)].map((hit) => hit[1]);
  expect(inks).toEqual(LOOKS.flatMap(({ ink, paper }) => [ink, paper]));
});

test('[PR14] below each idea stands who put their name to it and what was said about it, whole', async () => {
  const { texts } = await printed();
  const all = lettersOf(texts.map(({ text }) => text).join(''));
  expect(all).toContain(lettersOf('Mara Weiß – Ich kann beitragen: eine Halle'));
  expect(all).toContain(lettersOf(`Jan: ${COMMENT}`));
});
