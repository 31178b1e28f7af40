// Runs in the page before anything else: notes frames, and how long it takes from a key to the paint that shows its effect.
{
  /** Calls back right after the next frame has been painted. @param {(now: number) => void} told */
  const painted = (told) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => told(performance.now());
      port2.postMessage(null);
    });

  /** Calls back when the page shows it, painted. @param {() => boolean} shows @param {(now: number) => void} told */
  const onceShown = (shows, told) =>
    requestAnimationFrame(function look() {
      if (!shows()) requestAnimationFrame(look);
      else {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => told(performance.now());
        port2.postMessage(null);
      }
    });

  /** @type {number[]} */
  let frames = [];
  let counting = 0;
  /** @type {number[]} */
  let keys = [];

  const count = (/** @type {number} */ now) => {
    frames.push(now);
    counting = requestAnimationFrame(count);
  };

  globalThis.recorder = {
    start() {
      frames = [];
      counting = requestAnimationFrame(count);
    },
    /** When each frame began, since the start. */
    stop() {
      cancelAnimationFrame(counting);
      return frames;
    },
    /** Milliseconds from each key to its paint, since last asked. */
    keys() {
      const told = keys;
      keys = [];
      return told;
    },
    /** Milliseconds from the next Enter until a card with this text is painted. @param {string} text */
    posted: (text) =>
      new Promise((resolve) => {
        const pressed = (/** @type {KeyboardEvent} */ event) => {
          if (event.key !== 'Enter') return;
          removeEventListener('keydown', pressed, true);
          const shows = () => [...document.querySelectorAll('[data-idea]')].some((it) => it.textContent.includes(text));
          onceShown(shows, (now) => resolve(now - event.timeStamp));
        };
        addEventListener('keydown', pressed, true);
      }),
    /** Milliseconds from the start of the navigation until the wall was painted with its cards. */
    opened: new Promise((resolve) => {
      onceShown(() => document.querySelector('[data-wall] [data-idea] p') !== null, resolve);
    }),
  };

  addEventListener('keydown', ({ timeStamp }) => painted((now) => keys.push(now - timeStamp)), true);
}
