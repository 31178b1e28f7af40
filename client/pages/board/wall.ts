/** The board as a wall: what a laptop shows first. */
export { default as Wall } from '../../wall/Wall.svelte';
