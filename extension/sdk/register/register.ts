import { createTurnkey } from '../index.ts';
import type { Turnkey, TurnkeyOptions } from '../turnkey.ts';
import { routeOf, USUAL_ORIGINS } from './routes.ts';

/** What `register` takes. All of it is optional. */
export interface RegisterOptions extends TurnkeyOptions {
  /**
   * The origins whose requests go through Turnkey. The user's Ollama answers whichever it is.
   * @default http://localhost:11434, and 127.0.0.1, [::1] and 0.0.0.0 with that port
   */
  readonly origins?: readonly string[];
  /**
   * Also the two addresses of ollama.com that the `ollama` package has for web search and web fetch. The user
   * must allow the scope `web`; the key for ollama.com is then the one that their Ollama has.
   * @default false
   */
  readonly webSearch?: boolean;
}

interface Registration {
  /** What `fetch` was before. */
  readonly original: typeof fetch;
  readonly patched: typeof fetch;
  /** False after it was undone: who has kept our function then calls the original through it. */
  active: boolean;
}

/** One slot for all copies of the SDK in this context: the last one that registers counts. */
const SLOT = Symbol.for('ollama-turnkey.register');
const slot = globalThis as { [SLOT]?: Registration | undefined };

/**
 * Sends what the global `fetch` is asked for Ollama's address through Turnkey, in this context. Every other call
 * reaches the `fetch` that was there, with the same arguments. Doing it again replaces the options. Only `fetch`
 * is covered: not XMLHttpRequest, EventSource or WebSocket.
 *
 * Importing `ollama-turnkey/register` does this with the usual options. Import it before every client that keeps
 * the `fetch` it finds, as the `ollama` package does.
 * @returns the Turnkey behind it, for `status()` and the rest
 */
export const register = ({
  origins = USUAL_ORIGINS,
  webSearch = false,
  ...options
}: RegisterOptions = {}): Turnkey => {
  const isOllama = routeOf(origins, webSearch);
  unregister();
  const original = globalThis.fetch;
  const turnkey = createTurnkey(options);
  const patched: typeof fetch = function fetch(this: unknown, ...args) {
    return registration.active && isOllama(args[0])
      ? turnkey.fetch(...args)
      : Reflect.apply(original, this, args);
  };
  const registration: Registration = { original, patched, active: true };
  slot[SLOT] = registration;
  globalThis.fetch = patched;
  return turnkey;
};

/** What an import does: nothing where somebody has registered already, perhaps with options. */
export const registerOnce = (): void => {
  if (!slot[SLOT]) register();
};

/** Gives the global `fetch` back as it was. Requests that run go on. Does nothing where nothing is registered. */
export function unregister(): void {
  const registration = slot[SLOT];
  if (!registration) return;
  registration.active = false;
  slot[SLOT] = undefined;
  // Who wrapped ours later keeps calling it: it stays, and only passes on.
  if (globalThis.fetch === registration.patched) globalThis.fetch = registration.original;
}
