import { expect, test } from 'vitest';
import { literalTexts } from './spoken.ts';

test.each([
  ['<p>Hallo Welt</p>', 'Hallo Welt'],
  ['{#if open}<b>{m.title()} Ideen</b>{/if}', 'Ideen'],
  ['{#each ideas as idea (idea.id)}{idea.text}{:else}Leer{/each}', 'Leer'],
  ['<button title="Schließen">×</button>', 'Schließen'],
  ['<button aria-label={open ? "Zu" : m.open()}>×</button>', 'Zu'],
  ['<input placeholder="{count} Ideen" />', 'Ideen'],
  ['<Field label="Name" />', 'Name'],
  ['<p>{open ? "offen" : m.closed()}</p>', 'offen'],
  ['<p>{`${count} Ideen`}</p>', 'Ideen'],
  ['<p>{name + " schreibt"}</p>', 'schreibt'],
  ['{#snippet actions()}<Button>Ja</Button>{/snippet}', 'Ja'],
  ['<svelte:head><title>Tafel</title></svelte:head>', 'Tafel'],
])('[LG1] %s speaks past the catalogues', (component, text) => {
  expect(literalTexts(component)).toEqual([text]);
});

test.each([
  '<p>{m.title({ name: "x" })} · {count} → 3 %</p>',
  '<p class="empty" id="a" data-x="b">{text}</p>',
  '<Glyph size={14} label={m.sector()} />',
  '{#if kind === "wall"}{/if}',
  '<p class={open ? "open" : "shut"} style:color="red">{@render children()}</p>',
  '<kbd>Enter</kbd>',
  '<script>const word = "Wort";</script><style>p { color: red }</style>',
  '<!-- Ein Wort -->',
  '<svg><path d="M3 3h2" /></svg>',
])('[LG1] %s says nothing by itself', (component) => {
  expect(literalTexts(component)).toEqual([]);
});
