import { createContext } from 'svelte';

/** What can be done about it, as long as the notice stays. */
export interface NoticeAction {
  readonly label: string;
  readonly does: () => void;
}

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly action: NoticeAction | null;
  /** A refusal is true as long as step and lock stay as they are. */
  readonly tone: 'tell' | 'warn' | 'refuse';
}

/** Milliseconds a notice stays: a confirmation is read at a glance, a reason takes two lines. */
const STAYS_MS = { tell: 4_000, warn: 5_000, refuse: 5_000 } as const;
/** Milliseconds for those who have to make up their mind, and to reach the button. */
const ACTION_STAYS_MS = 8_000;
/** Milliseconds a sentence stays where screen readers find it: longer than they take to come to it. */
const SAID_MS = 20_000;
/** The oldest goes when there would be more. */
const MOST = 3;

/** What is read out once. */
export interface Said {
  readonly id: number;
  readonly text: string;
}

/** Short sentences at the edge of the page, also read out politely. Never the only place where something can be seen. */
export class Notices {
  shown = $state.raw<readonly Notice[]>([]);
  said = $state.raw<readonly Said[]>([]);
  #last = 0;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nobody watches the timers
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Only read out, for what is seen elsewhere. The page has one voice, so that nobody is talked to by two at once. */
  say(text: string): void {
    if (text === '') return;
    const id = ++this.#last;
    this.said = [...this.said, { id, text }];
    this.#after(SAID_MS, id, () => (this.said = this.said.filter((said) => said.id !== id)));
  }

  tell(text: string, action: NoticeAction | null = null): void {
    this.#show({ text, tone: 'tell', action });
  }

  warn(text: string): void {
    this.#show({ text, tone: 'warn', action: null });
  }

  refuse(text: string): void {
    this.#show({ text, tone: 'refuse', action: null });
  }

  /** What was refused may be allowed by now. */
  dropRefusals(): void {
    for (const notice of this.shown) if (notice.tone === 'refuse') this.dismiss(notice.id);
  }

  dismiss(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.shown = this.shown.filter((notice) => notice.id !== id);
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  /** What can be done is done about what came last. */
  #dropActions(): void {
    for (const notice of this.shown) if (notice.action !== null) this.dismiss(notice.id);
  }

  #show(said: Omit<Notice, 'id'>): void {
    const same = this.shown.find((notice) => notice.text === said.text);
    if (same) this.dismiss(same.id);
    if (said.action !== null) this.#dropActions();
    const notice: Notice = { id: ++this.#last, ...said };
    this.shown = [...this.shown.slice(1 - MOST), notice];
    const stays = said.action === null ? STAYS_MS[said.tone] : ACTION_STAYS_MS;
    this.#after(stays, notice.id, () => this.dismiss(notice.id));
    this.say(notice.text);
  }

  #after(ms: number, id: number, does: () => void): void {
    const end = (): void => {
      this.#timers.delete(id);
      does();
    };
    this.#timers.set(id, setTimeout(end, ms));
  }
}

export const [useNotices, provideNotices] = createContext<Notices>();
