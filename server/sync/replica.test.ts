import { expect, test } from 'vitest';
import { BOARD } from '#shared/document/schema.ts';
import { postIdea } from '#shared/document/write.ts';
import { deed, newIdea, texts } from '../testing/documents.ts';
import { Replica } from './replica.ts';

const post = (replica: Replica, id: string): void =>
  void replica.transact(() => postIdea(replica.doc, newIdea(id, 'nora-participant'), deed), 'test');

/** Somebody has joined, so that the whole state is remembered, and much has come since. */
function joined(): Replica {
  const replica = new Replica([], BOARD);
  post(replica, 'eins');
  replica.fullState();
  for (let n = 0; n < 60; n++) post(replica, `weitere-${n}`);
  return replica;
}

test('[SY11] a document that was thrown away says so, whatever it is asked', () => {
  const replica = joined();
  replica.destroy();
  for (const ask of [
    () => replica.doc,
    () => replica.fullState(),
    () => replica.snapshot(),
    () => replica.stateVector(),
    () => replica.isPending,
    () => post(replica, 'zwei'),
  ]) {
    expect(ask).toThrow('the document is gone');
  }
  replica.sleep();
  expect(replica.isAwake).toBe(false);
});

test('[SY14] a document that sleeps wakes up whole', () => {
  const replica = joined();
  const before = texts(replica.doc);
  replica.sleep();
  expect(replica.isAwake).toBe(false);
  expect(texts(replica.doc)).toEqual(before);
});
