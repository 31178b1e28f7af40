import type { Drawer } from '../session/storage.ts';
import { KeptSwitch } from './kept-switch.svelte.ts';

/** Hertz: a fifth, low enough to be heard as a bowl and not as an alarm. */
const TONES = [440, 660] as const;
/** Of full loudness: many laptops in one room ring at once. */
const LOUDNESS = 0.08;
const RING_SECONDS = 2.5;

/** The soft sound at the end of a timer, made by the browser itself. It rings only for who has touched the page before. */
export class Sound extends KeptSwitch {
  #context: AudioContext | null = null;

  constructor(drawer: Drawer) {
    super(drawer, 'sound');
  }

  ring(): void {
    if (!this.on || !navigator.userActivation.hasBeenActive) return;
    this.#context ??= new AudioContext();
    const context = this.#context;
    // A browser that does not let it sound stays silent; the notice says the same.
    void context.resume().catch(() => undefined);
    for (const tone of TONES) ring(context, tone);
  }

  stop(): void {
    void this.#context?.close().catch(() => undefined);
    this.#context = null;
  }
}

function ring(context: AudioContext, tone: number): void {
  const [now, end] = [context.currentTime, context.currentTime + RING_SECONDS];
  const [source, volume] = [context.createOscillator(), context.createGain()];
  source.frequency.value = tone;
  volume.gain.setValueAtTime(0, now);
  volume.gain.linearRampToValueAtTime(LOUDNESS, now + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.0001, end);
  source.connect(volume).connect(context.destination);
  source.start(now);
  source.stop(end);
}
