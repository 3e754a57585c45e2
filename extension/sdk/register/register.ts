import { createTurnkey } from '../index.ts';
import type { Turnkey, TurnkeyOptions } from '../turnkey.ts';
import { routeOf, USUAL_ORIGINS } from './routes.ts';

/** Options of `register`. All are optional. */
export interface RegisterOptions extends TurnkeyOptions {
  /**
   * The origins whose requests go through Turnkey. All of them reach the user's Ollama.
   * @default `http://localhost:11434`, and 127.0.0.1, [::1] and 0.0.0.0 with that port
   */
  readonly origins?: readonly string[];
  /**
   * Whether to redirect the two URLs of ollama.com that the `ollama` package uses for web search and web fetch. The
   * user must allow the scope `web`; the request then uses the ollama.com account of their Ollama.
   * @default false
   */
  readonly webSearch?: boolean;
}

interface Registration {
  /** The previous value of `fetch`. */
  readonly original: typeof fetch;
  readonly patched: typeof fetch;
  /** False after `unregister()`: code that kept `patched` then reaches the original. */
  active: boolean;
}

/** One slot for all copies of the SDK in this context: the last registration wins. */
const SLOT = Symbol.for('ollama-turnkey.register');
const slot = globalThis as { [SLOT]?: Registration | undefined };

/**
 * Replaces the global `fetch` of this context, so that requests to Ollama's address go through Turnkey. All other calls
 * reach the previous `fetch` with the same arguments. A second call replaces the options. XMLHttpRequest, EventSource
 * and WebSocket are not covered. Throws a TypeError for an invalid origin.
 *
 * Importing `ollama-turnkey/register` calls it with the default options. Import it before any client that keeps a
 * reference to `fetch`, as the `ollama` package does.
 *
 * @example
 * register({ origins: ['http://localhost:11434'] });
 * await fetch('http://localhost:11434/api/tags');
 * @returns the Turnkey that serves the requests
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

/** Registers with the default options, unless something has registered already. */
export const registerOnce = (): void => {
  if (!slot[SLOT]) register();
};

/** Restores the global `fetch`. Running requests continue. Does nothing if nothing is registered. */
export function unregister(): void {
  const registration = slot[SLOT];
  if (!registration) return;
  registration.active = false;
  slot[SLOT] = undefined;
  // If other code has wrapped it since, leave it: it only passes calls on from now on.
  if (globalThis.fetch === registration.patched) globalThis.fetch = registration.original;
}
