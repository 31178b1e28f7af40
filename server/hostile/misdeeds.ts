import type * as Y from 'yjs';
import type { Intruder } from './intruder.ts';
import { clockOf, idOf } from './intruder.ts';
import { MARK } from './witness.ts';

/** What no participant could ever do, whatever the step: each against an idea of somebody else. */
export type Misdeed = (by: Intruder, against: { readonly doc: Y.Doc; readonly idea: string }) => void;

export const MISDEEDS: readonly Misdeed[] = [
  (by, { doc, idea }) => by.send([by.block({ text: MARK, parent: idOf(doc, ['ideas', idea, 'text']) })]),
  (by, { doc, idea }) =>
    by.send([by.block({ values: [by.participantId], left: idOf(doc, ['ideas', idea, 'author']) })]),
  (by, { doc, idea }) => {
    const [client, clock] = idOf(doc, ['ideas', idea]);
    by.send([], [{ client, ranges: [[clock, 1]] }]);
  },
  (by, { doc, idea }) => {
    const [client] = idOf(doc, ['ideas', idea]);
    by.send([], [{ client, ranges: [[0, clockOf(doc, client)]] }]);
  },
  (by, { doc, idea }) => {
    const [client] = idOf(doc, ['ideas', idea]);
    by.send([{ client, clock: clockOf(doc, client), structs: [{ gone: 2 ** 40 }] }]);
  },
  (by) => by.send([by.idea(`${MARK}-aaaaaaaaaa`, { author: { values: ['somebody-else-aaa'] } })]),
  (by, { idea }) => by.send([by.idea(idea)]),
  (by) => by.send([by.block({ type: 'map', parent: MARK, key: 'secrets-aaaaaaaa' })]),
  (by) => by.send([by.idea(`${MARK}-aaaaaaaaaa`, { place: { values: [{ at: [NaN, 0] }] } })]),
  (by) => by.send([by.idea(`${MARK}-aaaaaaaaaa`, { hidden: { values: [true] } })]),
  (by) => by.line.send(MARK),
];
