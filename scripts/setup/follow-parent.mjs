// Preloaded into what `npm start` becomes: when somebody stops npm, npm passes that on to the shell between it and us,
// and some shells die of it without a word. Then nobody would stop the server, so it takes the hint itself.
import { isMainThread } from 'node:worker_threads';

const LOOK_MS = 250;

if (isMainThread && process.env['npm_lifecycle_event'] !== undefined && process.platform !== 'win32') {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_MS);
  timer.unref();
}
