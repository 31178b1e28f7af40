/** Hertz and seconds of the tone: about that of the timer's end, long enough to turn round to the loudspeaker. */
const TONE = { hertz: 660, seconds: 0.8, loudness: 0.2 } as const;

/** Plays a soft tone; false when this browser plays nothing. Whether anybody hears it only they can tell. */
export async function playTone(): Promise<boolean> {
  try {
    const context = new AudioContext();
    await context.resume();
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    const end = context.currentTime + TONE.seconds;
    tone.frequency.value = TONE.hertz;
    volume.gain.setValueAtTime(TONE.loudness, context.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, end);
    tone.connect(volume).connect(context.destination);
    tone.onended = () => void context.close();
    tone.start();
    tone.stop(end);
    return true;
  } catch {
    return false;
  }
}
