import { m } from '../messages/compiled/messages.js';
import type { MarkKind } from '../model/talk.ts';
import type { Said } from './said.ts';
import type { Locale, Names } from './source.ts';

const MARKS: Readonly<Record<MarkKind, (locale: Locale) => string>> = {
  join: (locale) => m.mark_join({}, { locale }),
  offer: (locale) => m.mark_offer({}, { locale }),
  need: (locale) => m.mark_need({}, { locale }),
};

/** The items below each idea: who put their name to it, then what was said about it. `plain` writes what people wrote. */
export function saidItems(
  { comments, marks }: Said,
  { names, locale, plain }: { names: Names; locale: Locale; plain: (text: string) => string },
): ReadonlyMap<string, readonly string[]> {
  const items = new Map<string, string[]>();
  const add = (on: string, ...parts: (string | null | undefined)[]): unknown =>
    items.set(on, [...(items.get(on) ?? []), parts.filter(Boolean).join(': ')]);
  for (const { on, by, kind, note } of marks) {
    const who = names.named(by) ?? m.person_unnamed({}, { locale });
    add(on, `${plain(who)} – ${MARKS[kind](locale)}`, note && plain(note));
  }
  for (const { on, author, text } of comments) {
    const by = (author === null ? null : names.named(author)) ?? m.export_comment({}, { locale });
    add(on, plain(by), plain(text));
  }
  return items;
}
