import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

type Field = HTMLTextAreaElement | HTMLInputElement;

export interface Typed {
  /** The shared text, reactive: others may type in it at the same time. */
  readonly read: () => string;
  readonly write: (text: string) => void;
}

/** Ties a text field to a shared text: every input goes out at once, what others type comes in and leaves the caret where it was. */
export const typing =
  (text: Typed): Attachment<Field> =>
  (field) => {
    field.value = untrack(text.read);
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
    const send = (): void => text.write(field.value);
    field.addEventListener('input', send);
    let known = field.value;
    $effect(() => {
      const next = text.read();
      if (next !== known && next !== field.value) replaced(field, next);
      known = next;
    });
    return () => field.removeEventListener('input', send);
  };

function replaced(field: Field, next: string): void {
  const before = field.value;
  const [start, end] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
  let same = 0;
  while (same < before.length && before[same] === next[same]) same++;
  const shifted = (caret: number): number =>
    caret <= same ? caret : Math.max(same, caret + next.length - before.length);
  field.value = next;
  field.setSelectionRange(shifted(start), shifted(end));
}
