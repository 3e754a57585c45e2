import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { MODEL } from './ask.ts';
import { clientSuite } from './client-suite.ts';

clientSuite(async () => {
  const standIn = createStandIn();
  return { url: await standIn.start(), model: MODEL, stop: () => standIn.stop() };
});
