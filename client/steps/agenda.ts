import type { Agenda, Step } from '#shared/model/step.ts';
import { isSame } from './stands.ts';

/** For each step of a changed agenda its index in another one, or null: equal steps are the same, then those of a kind. */
export function found(steps: Agenda, agenda: Agenda): readonly (number | null)[] {
  const free = new Set(agenda.keys());
  const at: (number | null)[] = steps.map(() => null);
  for (const isIt of [isSame, isAlike]) {
    for (const [index, step] of steps.entries()) {
      const from = at[index] === null ? [...free].find((other) => isIt(agenda[other], step)) : undefined;
      if (from === undefined) continue;
      at[index] = from;
      free.delete(from);
    }
  }
  return at;
}

/** Steps between which the round could not tell a difference: what the room compares too. */
const isAlike = (a: Step | undefined, b: Step): boolean =>
  a?.kind === b.kind && (a.kind === 'collect' && a.silent) === (b.kind === 'collect' && b.silent);

type Optional<S extends Step> = S extends Step ? Exclude<keyof S, 'kind'> : never;

/** A step with one setting changed, or without it. */
export function withSetting<S extends Step, Key extends Optional<S>>(step: S, key: Key, value: S[Key] | undefined): S {
  const { [key]: _, ...rest } = step;
  return (value === undefined ? rest : { ...rest, [key]: value }) as S;
}

/** An agenda for a table without names: nobody's notebook may be opened by itself there. */
export const withoutPersons = (agenda: Agenda): Agenda =>
  agenda.map((step) => (step.kind === 'collect' ? withSetting(step, 'reveal', undefined) : step));
