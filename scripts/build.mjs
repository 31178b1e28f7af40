// `npm run build`: everything that `npm start` would build.
import { clientBuilt, messagesBuilt } from './setup/built.mjs';
import { installed } from './setup/installed.mjs';
import { orStop } from './setup/stop.mjs';

await orStop(async () => {
  const node = await installed();
  await messagesBuilt(node);
  await clientBuilt(node);
});
