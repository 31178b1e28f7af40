/** Keeps the screen from going dark while it is seen, where the browser lets it. Returns what stops that. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let over = false;
  const ask = async (): Promise<void> => {
    if (document.visibilityState !== 'visible' || (lock !== null && !lock.released)) return;
    // Refused without power or leave: then the room has to touch the mouse now and then.
    const given = await navigator.wakeLock.request('screen').catch(() => null);
    if (over) void given?.release();
    else lock = given;
  };
  const seen = () => void ask();
  if ('wakeLock' in navigator) {
    document.addEventListener('visibilitychange', seen);
    seen();
  }
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', seen);
    void lock?.release();
  };
}
