import { expect, test } from 'vitest';
import { boardWith, idea } from '#shared/exchange/fixture.ts';
import { pairsIn } from '#shared/similar/pairs.ts';
import { realIdeas } from './ideas.ts';

test('[SI6] among real ideas those that repeat another are found, and few pairs in all', () => {
  const { texts } = realIdeas();
  const said = texts.slice(0, 300);
  // The same again, as people say it: shouted, without its first word, and with a word before it.
  const again = said
    .slice(0, 30)
    .map((text, n) => [text.toUpperCase(), text.replace(/^\S+ /, ''), `Bitte ${text}`][n % 3] ?? '');
  const board = boardWith([...said, ...again].map((text, n) => idea(`idea-${n}`, { text, createdAt: n })));
  const pairs = pairsIn(board);
  const pointedOut = new Set(pairs.flatMap(({ first, second }) => [first, second]));
  const missed = again.filter((_, n) => !pointedOut.has(idea(`idea-${said.length + n}`).id));
  expect(missed.length).toBeLessThanOrEqual(2);
  expect(pairs.length - again.length).toBeLessThan(said.length / 2);
});
