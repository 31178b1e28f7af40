import { mount } from 'svelte';
import './ui/fonts.ts';
import './ui/tokens.css';
import './ui/base.css';
import App from './App.svelte';
import { keepPage } from './offline/keep-page.ts';
import { fetchPage } from './pages/pages.ts';
import { readAddress } from './session/route.ts';
import { Drawer } from './session/storage.ts';
import { Language } from './ui/language.svelte.ts';
import { Theme } from './ui/theme.svelte.ts';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

const drawer = new Drawer(() => localStorage);
// At once, so that nothing is painted in the other one.
const theme = new Theme(drawer);
const language = new Language();
// Comes beside the words, and not after them; whether it comes is told where it is shown.
fetchPage(readAddress(location.pathname, '').route).catch(() => undefined);

language.ready.then(
  () => {
    mount(App, { target, props: { language, theme, drawer } });
    keepPage();
  },
  () => document.getElementById('unloaded')?.removeAttribute('hidden'),
);
