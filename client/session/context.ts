import { createContext } from 'svelte';
import type { Language } from '../ui/language.svelte.ts';
import type { Seats } from './seats.ts';

export const [useLanguage, provideLanguage] = createContext<Language>();
export const [useSeats, provideSeats] = createContext<Seats>();
