import { createContext } from 'svelte';
import type { KeptSwitch } from './kept-switch.svelte.ts';

/** Whether letters and signs do something by themselves. Who speaks to their machine, or presses keys by accident, turns them off. */
export type SingleKeys = KeptSwitch;

export const [useSingleKeys, provideSingleKeys] = createContext<SingleKeys>();
