import { CONTENT_TRANSPORT } from './content/content-transport.ts';
import { makeTurnkey } from './make-turnkey.ts';
import type { Turnkey, TurnkeyOptions } from './turnkey.ts';

export {
  type ContentScript,
  type ServeOptions,
  serveContentScripts,
} from './content/serve-content-scripts.ts';

/**
 * Creates a Turnkey for a content script. Its requests go through the background of the same extension, which must call
 * `serveContentScripts()`. Otherwise it behaves like `createTurnkey` of `ollama-turnkey`.
 *
 * @example
 * const turnkey = createTurnkey();
 * const response = await turnkey.fetch('/api/tags');
 */
export const createTurnkey = (options: Omit<TurnkeyOptions, 'transport'> = {}): Turnkey =>
  makeTurnkey(options, CONTENT_TRANSPORT);
