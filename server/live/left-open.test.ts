import { expect, test } from 'vitest';
import { outcome } from '../testing/commands.ts';
import { until } from '../testing/person.ts';
import { laidTable } from '../testing/table.ts';
import { anId, posted, voteOpened, votingRound } from '../testing/voting.ts';

test('[VO41] a vote left open keeps its ballots, takes none elsewhere, and goes on where the round votes again', async () => {
  const { moderator, people } = await votingRound(await laidTable(), {}, 'nora', 'ben');
  const { nora, ben } = people;
  await posted(nora, 'a', 'b');
  const vote = await voteOpened(moderator);
  const cast = (dots: number) => ({ is: 'cast', vote, ballot: { [anId('a')]: dots } }) as const;
  expect(await outcome(nora, cast(2))).toBe('ok');
  expect(await outcome(moderator, { is: 'go-to-step', step: 2 })).toBe('ok');
  expect(await outcome(ben, cast(1))).toBe('not-in-this-step');
  expect(nora.room.votes).toMatchObject([{ is: 'open', id: vote }]);
  expect(nora.mine?.ballots).toEqual({ [nora.participantId]: { [anId('a')]: 2 } });
  expect(await outcome(moderator, { is: 'go-to-step', step: 1 })).toBe('ok');
  expect(await outcome(ben, cast(1))).toBe('ok');
  expect(await outcome(moderator, { is: 'close-vote', vote })).toBe('ok');
  await until(() => expect(moderator.room.votes).toMatchObject([{ is: 'closed', tally: { rows: [{ dots: 3 }] } }]));
});

test('[VO41] a vote left open can be closed in any step', async () => {
  const { moderator, people } = await votingRound(await laidTable(), {}, 'nora');
  await posted(people.nora, 'a');
  const vote = await voteOpened(moderator);
  expect(await outcome(people.nora, { is: 'cast', vote, ballot: { [anId('a')]: 1 } })).toBe('ok');
  await moderator.command({ is: 'go-to-step', step: 2 });
  expect(await outcome(moderator, { is: 'close-vote', vote })).toBe('ok');
  await until(() => expect(moderator.room.votes).toMatchObject([{ is: 'closed', tally: { voters: 1 } }]));
});
