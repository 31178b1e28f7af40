/** What the wall shows only when somebody works on it, or when there is much on it: one file, which follows the wall. */
export { default as CardActions } from './CardActions.svelte';
export { default as CardEditor } from './CardEditor.svelte';
export { default as ClusterMenu } from './ClusterMenu.svelte';
export { default as Cursors } from './Cursors.svelte';
export { default as DropMarker } from './DropMarker.svelte';
export { default as KeysDialog } from './KeysDialog.svelte';
export { default as Minimap } from './Minimap.svelte';
export { default as NewCard } from './NewCard.svelte';
export { default as SelectionBar } from './SelectionBar.svelte';
export { default as TitleEditor } from './TitleEditor.svelte';
export { default as WhereDialog } from './WhereDialog.svelte';
export { default as ZoomControls } from './ZoomControls.svelte';
