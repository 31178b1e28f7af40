import { tick } from 'svelte';

/** The idea one worked with has gone under another: the focus goes to that one, be it a card or an item of the list. */
export async function focusOn(id: string): Promise<void> {
  await tick();
  const shown = document.querySelector<HTMLElement>(`[data-idea="${id}"]`);
  (shown?.matches('[tabindex]') ? shown : shown?.querySelector('button'))?.focus();
}
