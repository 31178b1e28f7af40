import fc from 'fast-check';
import { aSnapshot, anUpdate, bytesOf, textOf } from './contract-fixture.ts';
import type { Store } from './store.ts';

/**
 * The documents of a store as the port describes them, in a few lines of plain memory, and random steps to compare a real
 * store with it. `by` is how far the number lies from the right one, `place` one of four documents on two boards.
 */
export type Step =
  | {
      readonly is: 'commit';
      readonly place: number;
      readonly by: number;
      readonly epoch: number;
      readonly text: string;
    }
  | {
      readonly is: 'compact';
      readonly place: number;
      readonly by: number;
      readonly epoch: number;
      readonly text: string;
    }
  | { readonly is: 'load'; readonly place: number }
  | { readonly is: 'reopen' };

const place = fc.nat(3);
const write = {
  place,
  by: fc.constantFrom(0, 0, 0, 0, 0, -1, 1, -3),
  epoch: fc.constantFrom(1, 1, 1, 1, 2),
  text: fc.string({ maxLength: 9 }),
};

export const stepsOf: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.record({ is: fc.constant('commit' as const), ...write }) },
    { weight: 4, arbitrary: fc.record({ is: fc.constant('compact' as const), ...write }) },
    { weight: 4, arbitrary: fc.record({ is: fc.constant('load' as const), place }) },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('reopen' as const) }) },
  ),
  { maxLength: 40 },
);

interface Remembered {
  seq: number;
  snapshot: string | null;
  covered: number;
  updates: string[];
}

type Asked = Exclude<Step, { is: 'reopen' }>;

export function documentModel() {
  const documents = [0, 1, 2, 3].map((): Remembered => ({ seq: 0, snapshot: null, covered: 0, updates: [] }));
  const at = (index: number) => documents[index] as Remembered;

  /** Puts the step to the store. To be called before `expected`, which lets the model go on. */
  async function asked(store: Store, step: Asked, boardIds: readonly string[]): Promise<unknown> {
    const document = { boardId: boardIds[step.place % 2] ?? '', name: step.place < 2 ? '' : 'notebook' };
    if (step.is === 'load') {
      const { seq, snapshot, updates } = await store.load(document);
      return { seq, snapshot: textOf(snapshot), updates: updates.map(textOf) };
    }
    const more = { ...document, epoch: step.epoch };
    if (step.is === 'commit') return store.commit(anUpdate(numberOf(step), { ...more, update: bytesOf(step.text) }));
    return store.compact(aSnapshot(numberOf(step), { ...more, state: bytesOf(step.text) }));
  }

  function expected(step: Asked): unknown {
    const known = at(step.place);
    if (step.is === 'load') return { seq: known.seq, snapshot: known.snapshot, updates: [...known.updates] };
    if (step.epoch !== 1) return 'fenced';
    const seq = numberOf(step);
    return step.is === 'commit' ? committed(known, seq, step.text) : compacted(known, seq, step.text);
  }

  function numberOf(step: Exclude<Asked, { is: 'load' }>): number {
    return at(step.place).seq + step.by + (step.is === 'commit' ? 1 : 0);
  }

  return { asked, expected };
}

function committed(known: Remembered, seq: number, text: string) {
  if (seq !== known.seq + 1) return 'gap';
  known.updates.push(text);
  known.seq = seq;
  return 'committed';
}

function compacted(known: Remembered, seq: number, text: string) {
  if (known.seq === 0 || seq > known.seq || seq < known.covered || seq < 1) return 'gap';
  known.updates.splice(0, seq - known.covered);
  known.covered = seq;
  known.snapshot = text;
  return 'compacted';
}
