import { dropNote, writeNote } from '#shared/document/notebook.ts';
import { postIdea, textAt } from '#shared/document/write.ts';
import { AGENDA_TEMPLATES } from '#shared/model/step.ts';
import { expect } from 'vitest';
import { alteredStore } from './altered-store.ts';
import { canary } from './canary.ts';
import { outcome } from './commands.ts';
import { askEverything, lookAround } from './every-door.ts';
import { until } from './person.ts';
import { laidScene, notebookOf, sitAt, type Party } from './scene.ts';
import { anId } from './voting.ts';

/** A whole Stammtisch with one who writes and votes, Nora, and all others who would like to know what. */

const deed = { is: 'deed', by: 'x' } as const;

/** What Nora writes, by what becomes of it; each is a canary. */
export const WRITTEN = {
  idea: 1,
  struck: 2,
  dropped: 3,
  /** After the reveal, while ideas still go to the board. */
  late: 4,
  /** While people vote, when nothing goes there any more. */
  unfinished: 5,
  correction: 6,
} as const;

export type Stammtisch = Awaited<ReturnType<typeof stammtisch>>;

export async function stammtisch(anonymous: boolean) {
  const beat = { begins: (): void => undefined };
  const scene = await laidScene(anonymous, {
    agenda: AGENDA_TEMPLATES.stammtisch,
    store: (store) =>
      alteredStore(store, {
        commitAll: (...asked) => {
          beat.begins();
          return store.commitAll(...asked);
        },
      }),
  });
  const [ben, , screen] = scene.others as [Party, Party, Party];
  const notebook = notebookOf(scene.author);
  const [nora, reader, leader] = await Promise.all([scene.author, ben, scene.moderator].map(sitAt));
  await Promise.all([notebook.synced(), sitAt(screen)]);
  if (!nora || !reader || !leader) throw new Error('somebody is missing');
  const goTo = async (step: number) => expect(await outcome(leader, { is: 'go-to-step', step })).toBe('ok');
  /** Resolves when everybody is back, for instance after a restart. */
  const back = () =>
    until(() => expect([nora, reader, leader].every((it) => it.live.connected && it.provider.synced)).toBe(true));
  return { ...scene, anonymous, beat, nora, reader, leader, notebook, goTo, back, note };

  /** Writes into Nora's notebook. */
  async function note(what: keyof typeof WRITTEN): Promise<void> {
    writeNote(notebook.doc, { id: anId(what), text: wordsOf(what), createdAt: Date.now() }, deed);
    if (what === 'struck') textAt(notebook.doc, 'ideas', anId(what))?.delete(0, wordsOf(what).length);
    if (what === 'dropped') dropNote(notebook.doc, anId(what), deed);
    await notebook.saved();
  }
}

export const wordsOf = (what: keyof typeof WRITTEN): string => canary(WRITTEN[what]).join('');

/** Puts an idea of the moderator's on the board, in nobody's name. */
export async function postedByLeader({ leader }: Stammtisch): Promise<void> {
  postIdea(leader.doc, { id: anId('lead'), text: 'Vorab', author: null, sector: 'other', createdAt: 1 }, deed);
  await leader.saved();
}

/** Everybody comes in by every door and looks, and somebody new asks for everything there is to ask for; gives who that was. */
export async function everybodyAsks({ others, arrive, asking }: Stammtisch): Promise<Party> {
  const [ben, moderator, screen, stranger] = others as [Party, Party, Party, Party];
  const late = await arrive(`Lea ${others.length}`);
  others.push(late);
  for (const party of [ben, moderator, screen, stranger]) await lookAround(asking(party));
  await askEverything(asking(late));
  return late;
}
