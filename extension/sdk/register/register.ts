import { makeTurnkey } from '../make-turnkey.ts';
import type { Turnkey, TurnkeyOptions } from '../turnkey.ts';
import { createReporter } from './report-refusals.ts';
import { type Origins, routeOf, USUAL_ORIGINS } from './routes.ts';
import { transportHere } from './transport-here.ts';

/** Options of `register`. All are optional. */
export interface RegisterOptions extends Omit<TurnkeyOptions, 'fallback'> {
  /**
   * The origins whose requests go through Turnkey. All of them reach the user's Ollama. A function is called for each
   * request, for an address that users can change: it returns URLs, of which only the origin counts and invalid ones are
   * ignored, or a promise of them.
   * @example
   * register({ origins: async () => [(await chrome.storage.local.get('address')).address] });
   * @default `http://localhost:11434`, and 127.0.0.1, [::1] and 0.0.0.0 with that port
   */
  readonly origins?: Origins;
  /**
   * Whether to redirect the two URLs of ollama.com that the `ollama` package uses for web search and web fetch. The
   * user must allow the scope `web`; the request then uses the ollama.com account of their Ollama.
   * @default false
   */
  readonly webSearch?: boolean;
  /**
   * The `fetch` to use while companion or host is not installed, which is checked again at each call; false: none, and
   * the call rejects with `companion_missing` or `host_missing`.
   * @default the `fetch` that was replaced, so that the extension works as before for users without Turnkey
   */
  readonly fallback?: typeof fetch | false | undefined;
}

/**
 * What all copies of the SDK in this context share, also those of other versions: properties may be added, but their
 * meaning must not change.
 */
interface Slot {
  /**
   * Answers a call of `fetch` that is for Ollama. Undefined for other calls. If only a promise tells which it is, `next`
   * answers the others. Undefined if nothing is registered.
   */
  readonly serve?: (
    args: Parameters<typeof fetch>,
    next: () => Promise<Response>,
  ) => Promise<Response> | undefined;
  /** The `fetch` that looks here, and what it replaced. */
  readonly patched?: typeof fetch | undefined;
  readonly original?: typeof fetch | undefined;
  /** The `fetch` before the first registration. It never leads back to a patched one. */
  readonly base: typeof fetch;
}

const SLOT = Symbol.for('ollama-turnkey.register');
const context = globalThis as { [SLOT]?: Slot | undefined };

/** Marks the arguments of a call that must not go through Turnkey: a fallback may be, or may call, the patched `fetch`. */
const DIRECT = Symbol.for('ollama-turnkey.direct');

/** Asks the slot at each call, so that a client that kept it follows later registrations. */
const patch = (next: typeof fetch): typeof fetch =>
  function fetch(this: unknown, ...args) {
    const pass = () => Reflect.apply(next, this, args);
    const direct = DIRECT in Object(args[1]);
    return (direct ? undefined : context[SLOT]?.serve?.(args, pass)) ?? pass();
  };

const asFallback =
  (use: typeof fetch): typeof fetch =>
  (input, init) =>
    use(input, { ...init, [DIRECT]: true } as RequestInit);

/**
 * Replaces the global `fetch` of this context, so that requests to Ollama's address go through Turnkey. All other calls
 * reach the previous `fetch` with the same arguments. A second call replaces the options, also for clients that kept the
 * `fetch` of the first. XMLHttpRequest, EventSource and WebSocket are not covered. Throws a TypeError for an invalid
 * origin in a list.
 *
 * While the companion or the host is not installed, requests go to the previous `fetch`: see `fallback`. The first
 * refusal of each kind is written to the console as a warning, with what to do.
 *
 * In a content script the requests go through the background, which must call `serveContentScripts()`, and in a web
 * worker through the page that started it, which must call `serveWorker()`.
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
  fallback,
  transport = 'auto',
  ...options
}: RegisterOptions = {}): Turnkey => {
  const isOllama = routeOf(origins, webSearch);
  const previous = context[SLOT];
  const current = globalThis.fetch;
  const { patched, original } =
    previous?.serve && previous.patched === current
      ? previous
      : { patched: patch(current), original: current };
  const base = previous?.base ?? current;
  const direct = fallback ? asFallback(fallback) : base;
  const report = createReporter(() => turnkey);
  const turnkey = makeTurnkey(
    { ...options, ...(fallback !== false && { fallback: report.direct(direct) }) },
    { ...transportHere(transport), address: typeof origins === 'function' ? undefined : origins[0] },
  );
  const serve = report.refusals(turnkey.fetch);
  context[SLOT] = {
    ...{ patched, original, base },
    serve(args, next) {
      const ours = isOllama(args[0]);
      if (typeof ours !== 'boolean') return ours.then((is) => (is ? serve(...args) : next()));
      return ours ? serve(...args) : undefined;
    },
  };
  globalThis.fetch = patched as typeof fetch;
  return turnkey;
};

/** Registers with the default options, unless something has registered already. */
export const registerOnce = (): void => {
  if (!context[SLOT]?.serve) register();
};

/** Restores the global `fetch`. Running requests continue. Does nothing if nothing is registered. */
export function unregister(): void {
  const { patched, original, base } = context[SLOT] ?? {};
  if (!base) return;
  // If other code has wrapped it since, leave it: it only passes calls on from now on.
  if (patched && original && globalThis.fetch === patched) globalThis.fetch = original;
  context[SLOT] = globalThis.fetch === base ? undefined : { base };
}
