import { createContext } from 'svelte';
import type { Drawer } from '../session/storage.ts';

export const THEMES = ['device', 'light', 'dark'] as const;
export type ThemeName = (typeof THEMES)[number];

const STORED_AS = 'tafelrunde:theme';
const SCHEMES = ['light', 'dark'] as const;

/** The light wall, the dark one, or whichever the device asks for. The style sheet does it (tokens.css); this only says which. */
export class Theme {
  readonly #drawer: Drawer;
  #chosen = $state<ThemeName>('device');

  /** Made before anything is drawn, so that nobody sees the wrong wall first. */
  constructor(drawer: Drawer) {
    this.#drawer = drawer;
    const kept = drawer.read(STORED_AS);
    this.#show(THEMES.find((known) => known === kept) ?? 'device');
  }

  get chosen(): ThemeName {
    return this.#chosen;
  }

  choose(theme: ThemeName): void {
    this.#show(theme);
    this.#drawer.keep(STORED_AS, theme);
  }

  #show(theme: ThemeName): void {
    this.#chosen = theme;
    const { dataset } = document.documentElement;
    if (theme === 'device') delete dataset['theme'];
    else dataset['theme'] = theme;
    for (const scheme of SCHEMES) {
      const bar = document.querySelector<HTMLMetaElement>(`meta[name=theme-color][data-scheme=${scheme}]`);
      if (bar)
        bar.media = theme === 'device' ? `(prefers-color-scheme: ${scheme})` : theme === scheme ? 'all' : 'not all';
    }
  }
}

export const [useTheme, provideTheme] = createContext<Theme>();
