import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import {
  createCluster,
  placeIdea,
  postIdea,
  removeCluster,
  removeIdea,
  rewriteText,
  textAt,
} from '#shared/document/write.ts';
import { clustersOf, ideasOf } from '#shared/document/read.ts';
import type { Role } from '#shared/model/seat.ts';
import { Claims } from './claims.ts';
import { FREE_WALL } from '../testing/documents.ts';
import { judge, type Judgement } from './gate.ts';
import { BoardLaw } from './law.ts';

const NORA = 'nora-participant';
const TOBIAS = 'tobias-participant';
const IDEA = 'idea-aaaaaaaaaa';
const CLUSTER = 'cluster-aaaaaaa';

const deed = { is: 'deed', by: NORA } as const;

const law = new BoardLaw(FREE_WALL, () => 0);

/** A board as the server has it, and people who write on copies of it. */
function table() {
  const board = new Y.Doc();
  const claims = new Claims([]);
  const judgeAs = (participantId: string, update: Uint8Array, role: Role = 'participant'): Judgement =>
    judge(update, board, { writer: { participantId, role }, ownership: claims, law });
  const person = (participantId: string, role: Role = 'participant') => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(board));
    return {
      doc,
      /** What the given writes make of one update. */
      update(write: (doc: Y.Doc) => void): Uint8Array {
        const before = Y.encodeStateVector(doc);
        write(doc);
        return Y.encodeStateAsUpdate(doc, before);
      },
      /** Judges and, when fine, applies like the server. */
      send(write: (doc: Y.Doc) => void): Judgement {
        const update = this.update(write);
        const judgement = judgeAs(participantId, update, role);
        if (judgement.is === 'fine') {
          judgement.newClients.forEach((client) => claims.claim(client, participantId));
          Y.applyUpdate(board, update);
        }
        return judgement;
      },
      catchUp() {
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(board));
      },
    };
  };
  return { board, claims, judgeAs, person };
}

const idea = (id = IDEA, author: string | null = NORA) => ({
  id,
  text: 'Ladesäulen am Markt',
  author,
  sector: 'creative',
  createdAt: 1_700_000_000_000,
});
const cluster = (id = CLUSTER) => ({
  id,
  title: 'Laden',
  at: [30, 84] as const,
  createdBy: NORA,
  createdAt: 1_700_000_000_000,
});

const FINE = { is: 'fine' };
const refused = (reason: string) => ({ is: 'refused', reason });

describe('what honest people do', () => {
  test('[SY1] writing, editing, moving and deleting an idea of one’s own is let in', () => {
    const nora = table().person(NORA);
    expect(nora.send((doc) => postIdea(doc, idea(), deed))).toMatchObject({ ...FINE, newClients: [nora.doc.clientID] });
    expect(
      nora.send((doc) => rewriteText(doc, textAt(doc, 'ideas', IDEA) as Y.Text, 'Ladesäulen mit Sitzbank', deed)),
    ).toMatchObject(FINE);
    expect(nora.send((doc) => placeIdea(doc, IDEA, { at: [10, 20] }, deed))).toMatchObject(FINE);
    expect(nora.send((doc) => placeIdea(doc, IDEA, { at: [30, 20] }, deed))).toMatchObject(FINE);
    expect(nora.send((doc) => placeIdea(doc, IDEA, null, deed))).toMatchObject(FINE);
    expect(nora.send((doc) => removeIdea(doc, IDEA, deed))).toMatchObject(FINE);
  });

  test('[SY1] clusters are everybody’s', () => {
    const at = table();
    const nora = at.person(NORA);
    nora.send((doc) => postIdea(doc, idea(), deed));
    nora.send((doc) => createCluster(doc, cluster(), deed));
    nora.send((doc) => placeIdea(doc, IDEA, { in: CLUSTER, rank: 'a0' }, deed));
    const tobias = at.person(TOBIAS);
    expect(
      tobias.send((doc) => rewriteText(doc, textAt(doc, 'clusters', CLUSTER) as Y.Text, 'Laden & Parken', deed)),
    ).toMatchObject(FINE);
    expect(tobias.send((doc) => removeCluster(doc, CLUSTER, deed))).toMatchObject(FINE);
    expect(at.board.getMap('clusters').size).toBe(0);
  });

  test('[SY1] a whole offline afternoon arrives as one update, with what was made and deleted in between', () => {
    const nora = table().person(NORA);
    const judgement = nora.send((doc) => {
      for (let i = 0; i < 30; i++) {
        const id = `offline-idea-${String(i).padStart(4, '0')}`;
        postIdea(doc, idea(id), deed);
        rewriteText(doc, textAt(doc, 'ideas', id) as Y.Text, `Nummer ${i}`, deed);
        placeIdea(doc, id, { at: [i, i] }, deed);
        if (i % 3 === 0) removeIdea(doc, id, deed);
      }
    });
    expect(judgement).toMatchObject(FINE);
  });

  test('[SY1] undoing the deletion of one’s own idea is let in', () => {
    const at = table();
    const nora = at.person(NORA);
    const undo = new Y.UndoManager([ideasOf(nora.doc), clustersOf(nora.doc)], {
      trackedOrigins: new Set([deed]),
      captureTimeout: 0,
    });
    nora.send((doc) => postIdea(doc, idea(), deed));
    nora.send((doc) => removeIdea(doc, IDEA, deed));
    expect(nora.send(() => undo.undo())).toMatchObject(FINE);
    expect(ideasOf(at.board).get(IDEA)?.get('text')?.toString()).toBe('Ladesäulen am Markt');
  });

  test('[SY1] typing into an idea that somebody has just deleted is let in and changes nothing', () => {
    const at = table();
    const nora = at.person(NORA);
    nora.send((doc) => postIdea(doc, idea(), deed));
    const second = at.person(NORA);
    nora.send((doc) => removeIdea(doc, IDEA, deed));
    expect(second.send((doc) => (textAt(doc, 'ideas', IDEA) as Y.Text).insert(3, 'x'))).toMatchObject(FINE);
    expect(at.board.store.pendingStructs).toBeNull();
    expect(ideasOf(at.board).size).toBe(0);
  });

  test('[SY1] two people moving one idea at the same moment leave it in one place', () => {
    const at = table();
    const [nora, tobias] = [at.person(NORA), at.person(TOBIAS)];
    nora.send((doc) => postIdea(doc, idea(), deed));
    tobias.catchUp();
    nora.send((doc) => placeIdea(doc, IDEA, { at: [1, 1] }, deed));
    expect(tobias.send((doc) => placeIdea(doc, IDEA, { at: [2, 2] }, deed))).toMatchObject(FINE);
    nora.catchUp();
    tobias.catchUp();
    expect(nora.doc.getMap('ideas').toJSON()).toEqual(tobias.doc.getMap('ideas').toJSON());
  });
});

describe('what could never be right', () => {
  test('[SY2] another’s idea cannot be edited, deleted or replaced', () => {
    const at = table();
    at.person(TOBIAS).send((doc) => postIdea(doc, idea(IDEA, TOBIAS), deed));
    const nora = () => at.person(NORA);
    expect(nora().send((doc) => textAt(doc, 'ideas', IDEA)?.insert(0, 'x'))).toEqual(refused('not-allowed'));
    expect(nora().send((doc) => textAt(doc, 'ideas', IDEA)?.delete(0, 3))).toEqual(refused('not-allowed'));
    expect(nora().send((doc) => removeIdea(doc, IDEA, deed))).toEqual(refused('not-allowed'));
    expect(nora().send((doc) => postIdea(doc, idea(), deed))).toEqual(refused('not-allowed'));
    expect(nora().send((doc) => ideasOf(doc).get(IDEA)?.set('author', NORA))).toEqual(refused('not-allowed'));
    expect(at.person('moderator-one', 'moderator').send((doc) => removeIdea(doc, IDEA, deed))).toMatchObject(FINE);
  });

  test('[SY2] nobody writes in another’s name, and a screen writes nothing', () => {
    const at = table();
    expect(at.person(NORA).send((doc) => postIdea(doc, idea(IDEA, TOBIAS), deed))).toEqual(refused('not-allowed'));
    expect(at.person('screen-aaaaaaa', 'screen').send((doc) => postIdea(doc, idea(IDEA, null), deed))).toEqual(
      refused('not-allowed'),
    );
    expect(at.person('screen-aaaaaaa', 'screen').send(() => undefined)).toMatchObject({ ...FINE, empty: true });
  });

  test.each<[string, (doc: Y.Doc) => void]>([
    ['an unknown root', (doc) => doc.getMap('secrets').set('x', 1)],
    ['a root that is a text', (doc) => doc.getText('ideas').insert(0, 'x')],
    ['a root that is a list', (doc) => doc.getArray('ideas').push([1])],
    ['an entry that is a value', (doc) => doc.getMap('ideas').set(IDEA, 'x')],
    ['an entry with a bad id', (doc) => doc.getMap('ideas').set('x', new Y.Map())],
    ['a root named like a prototype', (doc) => doc.getMap('__proto__').set(IDEA, new Y.Map())],
    ['an unknown field', (doc) => ideasOf(doc).set(IDEA, new Y.Map([['colour', 'red']]))],
    ['a field named like a prototype', (doc) => ideasOf(doc).set(IDEA, new Y.Map([['constructor', 1]]))],
    ['a nested type', (doc) => ideasOf(doc).set(IDEA, new Y.Map([['place', new Y.Map()]]))],
    ['a coordinate that is no number', (doc) => ideasOf(doc).set(IDEA, new Y.Map([['place', { at: [NaN, 0] }]]))],
    ['a place far outside', (doc) => ideasOf(doc).set(IDEA, new Y.Map([['place', { at: [1e9, 0] }]]))],
    [
      'a place in two places',
      (doc) => ideasOf(doc).set(IDEA, new Y.Map([['place', { at: [1, 0], in: CLUSTER, rank: 'a' }]])),
    ],
    ['a binary value', (doc) => ideasOf(doc).set(IDEA, new Y.Map([['from', new Uint8Array(9)]]))],
    ['a format', (doc) => ideasOf(doc).set(IDEA, new Y.Map([['text', bold('Hallo')]]))],
    ['an embed', (doc) => ideasOf(doc).set(IDEA, new Y.Map([['text', embed()]]))],
    ['a subdocument', (doc) => ideasOf(doc).set(IDEA, new Y.Map([['from', new Y.Doc()]]) as never)],
  ])('[SY3] %s is refused', (_, write) => {
    expect(table().person(NORA).send(write)).toEqual(refused('not-in-schema'));
  });

  test('[SY4] what builds on something the board does not have is refused', () => {
    const { person } = table();
    const nora = person(NORA);
    nora.update((doc) => postIdea(doc, idea(), deed));
    expect(nora.send((doc) => placeIdea(doc, IDEA, { at: [1, 1] }, deed))).toEqual(refused('gap'));
  });

  test('[SY4] deleting what is not there yet is refused', () => {
    const { person } = table();
    const nora = person(NORA);
    nora.send((doc) => postIdea(doc, idea(), deed));
    nora.update((doc) => textAt(doc, 'ideas', IDEA)?.insert(0, 'abc'));
    expect(nora.send((doc) => textAt(doc, 'ideas', IDEA)?.delete(0, 2))).toEqual(refused('gap'));
  });

  test('[SY5] nobody writes under another’s client id', () => {
    const at = table();
    const tobias = at.person(TOBIAS);
    tobias.send((doc) => postIdea(doc, idea(IDEA, TOBIAS), deed));
    const update = tobias.update((doc) => postIdea(doc, idea('idea-bbbbbbbbbb'), deed));
    expect(at.judgeAs(NORA, update)).toEqual(refused('foreign-client'));
  });

  test('[SY5] the server’s own client ids are nobody else’s', () => {
    const at = table();
    postIdea(at.board, idea(), { is: 'import' });
    const nora = at.person(NORA);
    nora.doc.clientID = at.board.clientID;
    expect(nora.send((doc) => postIdea(doc, idea('idea-bbbbbbbbbb'), deed))).toEqual(refused('foreign-client'));
  });

  test.each([0, 1, 5, 40])('[SY6] bytes that are no update (%i cut off) are refused', (cut) => {
    const at = table();
    const update = at.person(NORA).update((doc) => postIdea(doc, idea(), deed));
    expect(at.judgeAs(NORA, update.slice(0, Math.max(1, update.length - 1 - cut)))).toMatchObject({ is: 'refused' });
  });
});

function bold(text: string): Y.Text {
  const formatted = new Y.Text();
  formatted.insert(0, text, { bold: true });
  return formatted;
}

function embed(): Y.Text {
  const withImage = new Y.Text();
  withImage.insertEmbed(0, { image: 'x' });
  return withImage;
}
