import { connectBackground } from './content/connect-background.ts';
import { createPageReplyStream } from './content/page-reply-stream.ts';
import { hasPageStreams } from './fetch/from-page.ts';
import { makeTurnkey } from './make-turnkey.ts';
import { createReplyStream } from './session/reply-stream.ts';
import type { Turnkey, TurnkeyOptions } from './turnkey.ts';

export {
  type ContentScript,
  type ServeOptions,
  serveContentScripts,
} from './content/serve-content-scripts.ts';

/**
 * The way to the user's Ollama from a content script: through the background of its own extension, which calls
 * `serveContentScripts()`. All else is as with the other `createTurnkey`.
 */
export const createTurnkey = (options: Omit<TurnkeyOptions, 'transport'> = {}): Turnkey =>
  makeTurnkey(options, {
    connect: connectBackground,
    createReplyStream: hasPageStreams ? createPageReplyStream : createReplyStream,
  });
