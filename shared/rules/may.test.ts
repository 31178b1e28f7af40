import { describe, expect, test } from 'vitest';
import type { Moment } from '../model/room.ts';
import { STEP_KINDS, type StepKind } from '../model/step.ts';
import { couldEver } from './could.ts';
import {
  mayAccept,
  mayComment,
  mayMark,
  mayNow,
  mayPlan,
  mayPost,
  mayRemoveComment,
  writesInto,
  type Asking,
} from './may.ts';
import { PERMISSIONS, type Touch } from './permissions.ts';

const ME = 'me-0123456789a';
const YOU = 'you-0123456789';
const MOMENT: Moment = { step: 'open', silent: false, locked: false, anonymous: false, most: null };
const asking = (more: Partial<Asking> = {}): Asking => ({ role: 'participant', participantId: ME, ...MOMENT, ...more });
const touch = (root: string, field: string | null, more: Partial<Touch> = {}): Omit<Touch, 'anonymous'> => ({
  ...{ root, field, entry: 'entry-012345678', deed: 'set', isNew: false, owner: null },
  ...more,
});

/** The steps in which a participant may. */
const stepsOf = (what: Omit<Touch, 'anonymous'>, more: Partial<Asking> = {}): StepKind[] =>
  STEP_KINDS.filter((step) => mayNow(asking({ ...more, step }), what) === null);

const everything = Object.entries(PERMISSIONS).flatMap(([root, fields]) =>
  Object.keys(fields).map((field) => touch(root, field || null, { isNew: true, owner: ME, entry: `x:${ME}` })),
);

const WRITING = ['collect', 'cluster', 'open'];
const ARRANGING = ['cluster', 'open'];
const TALKING = ['collect', 'cluster', 'vote', 'plan', 'open'];

describe('who may', () => {
  test('[MA1] a screen writes nothing', () => {
    const screen = asking({ role: 'screen' });
    for (const what of everything) expect([what, mayNow(screen, what)]).toEqual([what, 'screen-only-shows']);
  });

  test('[MA2] moderators may in every step, on a locked board too, whatever anybody could ever do', () => {
    for (const step of STEP_KINDS) {
      const moderator = asking({ role: 'moderator', step, locked: true, silent: true });
      for (const what of everything) {
        const could = couldEver(moderator, { ...what, value: null, anonymous: false });
        expect([what, mayNow(moderator, { ...what, value: null }) === null]).toEqual([what, could]);
      }
      expect(mayNow(moderator, touch('ideas', 'text', { owner: YOU }))).toBeNull();
      expect(mayNow(moderator, touch('ideas', null, { owner: YOU, deed: 'delete' }))).toBeNull();
    }
  });

  test('[MA3] a locked board takes no participant’s edits', () => {
    for (const what of everything.filter((it) => mayNow(asking(), it) === null)) {
      expect([what, mayNow(asking({ locked: true }), what)]).toEqual([what, 'locked']);
    }
  });

  test('[MA4] ideas are posted and deleted while writing is on, and deleted by their authors only', () => {
    expect(stepsOf(touch('ideas', null, { isNew: true }))).toEqual(WRITING);
    expect(stepsOf(touch('ideas', null, { owner: ME, deed: 'delete' }))).toEqual(WRITING);
    expect(mayNow(asking(), touch('ideas', null, { owner: YOU, deed: 'delete' }))).toBe('not-yours');
  });

  test('[MA5] the text of an idea is its author’s', () => {
    expect(stepsOf(touch('ideas', 'text', { owner: ME }))).toEqual(WRITING);
    expect(mayNow(asking(), touch('ideas', 'text', { owner: YOU }))).toBe('not-yours');
  });

  test.each(['sector', 'createdAt', 'from'])('[MA6] the %s of an idea is fixed when it is posted', (field) => {
    expect(mayNow(asking(), touch('ideas', field, { isNew: true }))).toBeNull();
    expect(mayNow(asking({ role: 'moderator' }), touch('ideas', field, { owner: ME }))).toBe('not-yours');
  });

  test('[MA7] nobody writes in another’s name, and in nobody’s own where nobody may be traced', () => {
    const named = (value: unknown) => touch('ideas', 'author', { isNew: true, value });
    expect(mayNow(asking(), named(ME))).toBeNull();
    expect(mayNow(asking(), named(null))).toBeNull();
    expect(mayNow(asking(), named(YOU))).toBe('not-yours');
    expect(mayNow(asking(), touch('ideas', 'author', { owner: ME, value: ME }))).toBe('not-yours');
    for (const role of ['participant', 'moderator'] as const) {
      expect(mayNow(asking({ role, anonymous: true }), named(ME))).toBe('not-yours');
    }
  });

  test.each(['place', 'under'])(
    '[MA8] everybody sets the %s of an idea while clustering and on a free wall',
    (field) => {
      expect(stepsOf(touch('ideas', field, { owner: YOU }))).toEqual(ARRANGING);
      expect(stepsOf(touch('ideas', field, { isNew: true }))).toEqual([...STEP_KINDS]);
    },
  );

  test('[MA9] only moderators take an idea off the wall', () => {
    expect(stepsOf(touch('ideas', 'hidden', { owner: ME, value: true }))).toEqual([]);
    expect(mayNow(asking({ role: 'moderator' }), touch('ideas', 'hidden', { owner: YOU, value: true }))).toBeNull();
  });

  test.each([null, 'title', 'at'])(
    '[MA10] clusters (%s) are everybody’s while clustering and on a free wall',
    (field) => {
      expect(stepsOf(touch('clusters', field, { owner: YOU }))).toEqual(ARRANGING);
      expect(stepsOf(touch('clusters', field, { owner: YOU, deed: 'delete' }))).toEqual(ARRANGING);
    },
  );

  test.each(['createdBy', 'createdAt'])('[MA11] the %s of a cluster is fixed when it is made', (field) => {
    expect(mayNow(asking(), touch('clusters', field, { isNew: true, value: YOU }))).toBeNull();
    expect(mayNow(asking(), touch('clusters', field, { value: ME }))).toBe('not-yours');
    const anonymously = touch('clusters', 'createdBy', { isNew: true, value: ME });
    expect(mayNow(asking({ anonymous: true }), anonymously)).toBe('not-yours');
  });

  test.each([null, 'text'])('[MA12] comments (%s) are their authors’, in every step but the last', (field) => {
    expect(stepsOf(touch('comments', field, { owner: ME }))).toEqual(TALKING);
    expect(mayNow(asking(), touch('comments', field, { owner: YOU }))).toBe('not-yours');
  });

  test('[CO4] on an anonymous board participants write no comments, for the document would tell who did', () => {
    expect(mayComment(asking())).toBeNull();
    expect(mayComment(asking({ anonymous: true }))).toBe('not-yours');
    expect(mayComment(asking({ anonymous: true, role: 'moderator' }))).toBeNull();
    const named = touch('comments', 'author', { isNew: true, value: ME });
    expect(mayNow(asking({ anonymous: true, role: 'moderator' }), named)).toBe('not-yours');
  });

  test('[CO3] only its author and moderators delete a comment', () => {
    const [own, foreign] = [ME, YOU].map((author) => ({ id: 'comment-00001', author }));
    expect([mayRemoveComment(asking(), own!), mayRemoveComment(asking(), foreign!)]).toEqual([null, 'not-yours']);
    expect(mayRemoveComment(asking({ role: 'moderator', step: 'close' }), foreign!)).toBeNull();
  });

  test('[MK4] marks name who sets them, on an anonymous board too, and nobody sets them for others', () => {
    expect(mayMark(asking({ anonymous: true }), 'idea-00000001')).toBeNull();
    expect(mayMark(asking({ step: 'close' }), 'idea-00000001')).toBe('not-in-this-step');
  });

  test.each(['on', 'author', 'createdAt'])('[MA13] the %s of a comment is fixed when it is written', (field) => {
    expect(mayNow(asking(), touch('comments', field, { isNew: true, value: ME }))).toBeNull();
    expect(mayNow(asking(), touch('comments', field, { owner: ME, value: ME }))).toBe('not-yours');
  });

  test.each([null, 'kind', 'note'])(
    '[MA14] marks (%s) are set in one’s own name only, in every step but the last',
    (field) => {
      expect(stepsOf(touch('marks', field, { entry: `idea:${ME}` }))).toEqual(TALKING);
      const foreign = touch('marks', field, { entry: `idea:${YOU}` });
      expect(mayNow(asking(), foreign)).toBe('not-yours');
      expect(mayNow(asking({ role: 'moderator' }), foreign)).toBe('not-yours');
    },
  );

  test.each([null, 'what', 'on', 'who', 'due'])(
    '[MA15] actions (%s) are everybody’s while planning and on a free wall',
    (field) => {
      expect(stepsOf(touch('actions', field, { owner: YOU }))).toEqual(['plan', 'open']);
    },
  );

  test('[MA16] everybody accepts for themselves, from planning on', () => {
    const accept = (before: unknown, value: unknown, deed: Touch['deed'] = 'set') =>
      touch('actions', 'accepted', { before, value, deed });
    expect(stepsOf(accept([YOU], [YOU, ME]))).toEqual(['plan', 'close', 'open']);
    expect(mayNow(asking(), accept([YOU, ME], [YOU]))).toBeNull();
    for (const role of ['participant', 'moderator'] as const) {
      expect(mayNow(asking({ role }), accept([YOU], [ME]))).toBe('not-yours');
      expect(mayNow(asking({ role }), accept(undefined, [YOU]))).toBe('not-yours');
      expect(mayNow(asking({ role }), accept([YOU], undefined, 'delete'))).toBe('not-yours');
    }
  });

  test('[MA17] in silence, and on anonymous boards, ideas go into notebooks and not on the board', () => {
    const post = touch('ideas', null, { isNew: true });
    expect(mayNow(asking({ step: 'collect', silent: true }), post)).toBe('in-silence');
    expect(couldEver(asking(), { ...post, anonymous: true })).toBe(false);
    expect(couldEver(asking(), { ...touch('ideas', 'text', { owner: null }), anonymous: true })).toBe(false);
    expect(mayPost(asking({ step: 'collect', silent: true, anonymous: true }))).toBeNull();
    expect(writesInto({ ...MOMENT, silent: true })).toBe('notebook');
    expect(writesInto({ ...MOMENT, anonymous: true })).toBe('notebook');
    expect(writesInto(MOMENT)).toBe('board');
  });

  test('[MA19] what no rule names nobody may', () => {
    for (const [root, field] of [
      ['ideas', 'colour'],
      ['votes', null],
      ['__proto__', 'constructor'],
      ['ideas', 'toString'],
    ] as const) {
      expect(
        couldEver(asking({ role: 'moderator' }), { ...touch(root, field, { isNew: true }), anonymous: false }),
      ).toBe(false);
    }
  });
});

describe('the plan', () => {
  test('[PL1] is written by everybody in the plan step and on a free wall, and by moderators in every step', () => {
    expect(STEP_KINDS.filter((step) => mayPlan(asking({ step })) === null)).toEqual(['plan', 'open']);
    for (const step of STEP_KINDS) expect(mayPlan(asking({ step, role: 'moderator', locked: true }))).toBeNull();
    expect(mayPlan(asking({ locked: true }))).toBe('locked');
    expect(mayPlan(asking({ role: 'screen' }))).toBe('screen-only-shows');
  });

  test('[PL2] is accepted only by those whom it names, also at the end', () => {
    const action = { id: 'action-0123456', who: [ME], accepted: [YOU] };
    expect(STEP_KINDS.filter((step) => mayAccept(asking({ step }), action) === null)).toEqual([
      'plan',
      'close',
      'open',
    ]);
    expect(mayAccept(asking(), { ...action, who: [YOU] })).toBe('not-yours');
    expect(mayAccept(asking({ role: 'moderator', participantId: YOU }), action)).toBe('not-yours');
  });
});
