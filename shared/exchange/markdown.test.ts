import { expect, test } from 'vitest';
import { action, boardWith, cluster, idea, inCluster, planned, sourceOf } from './fixture.ts';
import { boardToMarkdown } from './markdown.ts';
import { plain } from './plain.ts';

const BOARD = boardWith(
  [
    idea('p', { text: 'Ohne Ort', sector: 'industry' }),
    idea('a', { text: 'Bänke', author: 'mara-0000001', sector: 'creative', ...inCluster('c', 'a0') }),
    idea('b', { text: 'Mehr Bänke', from: 'Jan', under: idea('a').id }),
  ],
  [cluster('c', { title: 'Parken' }), cluster('empty', { title: ' ', at: [500, 84] })],
);
const MARA = { participantId: 'mara-0000001', role: 'participant', sector: 'creative', name: 'Mara Weiß' } as const;

test('[EX4] Markdown tells title, question, date, clusters and the rest, in the reader’s language', () => {
  const source = sourceOf(BOARD, { roster: [MARA] });
  const info = { ...source.info, question: 'Was bewegt uns?' };
  expect(boardToMarkdown({ ...source, info })).toBe(`# Urbane Mobilität

Was bewegt uns?

14. April 2025 · 3 Ideen · 2 Cluster

## Parken

- Bänke (Kreative, Mara Weiß)
  - Mehr Bänke (Andere, Jan)

## Ohne Titel

## Noch nicht zugeordnet

- Ohne Ort (Industrie)
`);
  expect(boardToMarkdown({ ...source, locale: 'en' })).toContain('April 14, 2025 · 3 ideas · 2 clusters');
});

const PLANNED = planned(
  BOARD,
  action('one', {
    what: 'Bänke *bauen*',
    on: idea('a').id,
    who: [MARA.participantId, 'gone-00000001'],
    accepted: [MARA.participantId],
    due: '2026-05-12',
  }),
  action('two', { what: 'Förderung suchen', createdAt: 2 }),
);

test('[PL7] what was agreed on comes last, with names, answers, day and what it is about', () => {
  expect(boardToMarkdown(sourceOf(PLANNED, { roster: [MARA] }))).toContain(`
## Verabredet

- Bänke \\*bauen\\*
  - Mit: Mara Weiß (zugesagt), Jemand (offen)
  - Bis: 12. Mai 2026
  - Zu: Bänke
- Förderung suchen
  - Mit: noch niemand
`);
  expect(boardToMarkdown(sourceOf(PLANNED, { roster: [MARA], locale: 'en' }))).toContain('By: May 12, 2026');
});

test('[PL9] on an anonymous board actions name people, and ideas nobody', () => {
  const markdown = boardToMarkdown(sourceOf(PLANNED, { roster: [MARA], anonymous: true }));
  expect(markdown.match(/Mara/g)).toHaveLength(1);
  expect(markdown).toContain('Mit: Mara Weiß (zugesagt)');
  expect(markdown).toContain('- Bänke (Kreative)\n');
});

test('[EX5] an anonymous board tells no names', () => {
  const markdown = boardToMarkdown(sourceOf(BOARD, { roster: [MARA], anonymous: true }));
  expect(markdown).not.toMatch(/Mara|Jan/);
  expect(markdown).toContain('- Bänke (Kreative)');
});

test.each([
  ['# Kein Titel', '\\# Kein Titel'],
  ['- keine Liste', '\\- keine Liste'],
  ['+ auch nicht', '\\+ auch nicht'],
  ['12. Punkt', '12\\. Punkt'],
  ['3) Punkt', '3\\) Punkt'],
  ['===', '\\==='],
  ['> kein Zitat', '&gt; kein Zitat'],
  ['*b* _i_ ~~s~~ `c`', '\\*b\\* \\_i\\_ \\~\\~s\\~\\~ \\`c\\`'],
  ['![x](y) [z]: w', '!\\[x\\](y) \\[z\\]: w'],
  ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
  ['R&D &lt; &#35;', 'R&amp;D &amp;lt; &amp;\\#35;'],
  ['a | b', 'a \\| b'],
  ['5 $ und $x$', '5 \\$ und \\$x\\$'],
  ['C:\\neu', 'C:\\\\neu'],
  [' zwei\n\n# Zeilen\t', 'zwei \\# Zeilen'],
  ['Ganz normal, z. B. so: 3 - 2 = 1!', 'Ganz normal, z. B. so: 3 - 2 = 1!'],
])('[EX6] %j stays text', (text, escaped) => {
  expect(plain(text)).toBe(escaped);
});
