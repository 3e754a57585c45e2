import type { GrantSummary } from '../../shared/access/grant.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import type { TurnkeyStatus } from '../../shared/protocol/status.ts';
import type { TransportKind } from './transport/open-port.ts';

/** What to ask the user for. All options are optional. */
export interface AccessTerms {
  /** What the extension wants to do. @default ['read', 'infer', 'embed'] */
  readonly scopes?: readonly Scope[] | undefined;
  /** Names of the models that the extension wants to use. @default all local models */
  readonly models?: readonly string[] | undefined;
  /** One sentence for the user, which the approval window quotes. @default none */
  readonly reason?: string | undefined;
}

/**
 * Options of `createTurnkey`. All are optional. `scopes`, `models` and `reason` are what the first request asks the user
 * for, besides the scope that this request needs, and the defaults of `requestAccess()`.
 */
export interface TurnkeyOptions extends AccessTerms {
  /**
   * Whether a request of an extension that the user has not allowed opens the approval window. With `never`, such a
   * request is refused with `not_approved`, and only `requestAccess()` opens the window: for work in the background
   * that the user did not start.
   * @default 'auto'
   * @example
   * createTurnkey({ ask: 'never' });
   */
  readonly ask?: 'auto' | 'never' | undefined;
  /**
   * A key from `ollama-turnkey key create`, for users who give one to this extension instead of clicking *Allow*. The
   * host binds it to the extension on first use, and it need not be stored after that.
   * @default none: the user is asked
   * @example
   * createTurnkey({ key: 'otk_…' });
   */
  readonly key?: string;
  /**
   * How to reach the host: through the companion extension, or directly, which needs the `nativeMessaging` permission
   * and this extension's ID in the manifest of the host.
   * @default 'auto': directly if the extension has that permission, else through the companion
   * @example
   * createTurnkey({ transport: 'companion' });
   */
  readonly transport?: TransportKind | 'auto';
  /**
   * The `fetch` to use while companion or host is not installed, which is checked again at each call. For extensions
   * whose users may have set `OLLAMA_ORIGINS`.
   * @default none: the call rejects with `companion_missing` or `host_missing`
   * @example
   * createTurnkey({ fallback: fetch });
   */
  readonly fallback?: typeof fetch;
}

/** Options of `requestAccess`. What is missing is taken from the options of `createTurnkey`. */
export interface AccessRequest extends AccessTerms {
  /** Withdraws the request; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Access to the user's Ollama for one context of an extension. */
export interface Turnkey {
  /**
   * A `fetch` that sends every request to the user's Ollama. Any client that accepts a `fetch` can use it. Only path
   * and query of the URL count. A denied request resolves to a Response in Ollama's error format. Rejects with a
   * TurnkeyError if Ollama cannot be reached, and with the signal's reason if it is aborted.
   * @example
   * const response = await turnkey.fetch('/api/tags');
   * const { models } = await response.json();
   */
  readonly fetch: typeof fetch;
  /**
   * The state of each hop between the extension and Ollama, and the first problem with its help. With a `fallback` and
   * without Turnkey, `ready` says whether Ollama accepts requests directly. Rejects only with the signal's reason.
   * @example
   * const { ready, problem } = await turnkey.status();
   * if (!ready) showError(`${problem?.message} ${problem?.help}`);
   */
  status(options?: { readonly signal?: AbortSignal }): Promise<TurnkeyStatus>;
  /**
   * Calls the listener with the status, and again each time that it changes. A visible page checks every three seconds
   * while something is missing; a background notices a change when it uses Turnkey. To stop, abort the signal or call
   * the returned function.
   * @example
   * turnkey.onStatusChange(({ ready }) => setBadge(ready ? '' : '!'), { signal });
   */
  onStatusChange(
    listener: (status: TurnkeyStatus) => void,
    options?: { readonly signal?: AbortSignal },
  ): () => void;
  /**
   * Asks the user for access in a window of the companion. Resolves at once if the extension has all of it already.
   * Rejects with a TurnkeyError if the user denies it. Call it when the user clicks something: it also opens a window
   * after the user has closed one, when requests no longer do. At most two windows open in ten minutes.
   * @example
   * await turnkey.requestAccess({ scopes: ['read', 'infer'], reason: 'To summarise the page you are reading.' });
   */
  requestAccess(request?: AccessRequest): Promise<GrantSummary>;
  /**
   * Replaces the key, or removes it if undefined, and resolves to the grant of the new key. Running requests continue.
   * Rejects with a TurnkeyError if the host rejects the key, and the previous key stays; or if the host cannot be
   * reached, and the new key is used at the next connection.
   */
  setKey(key: string | undefined): Promise<GrantSummary | null>;
  /**
   * Opens a tab with the page that tells users how to install Turnkey. It has the address of `problem.url` and of the
   * *Install* link in the settings element.
   * @example
   * button.onclick = () => turnkey.openSetup();
   */
  openSetup(): Promise<void>;
  /**
   * Starts what the next request needs, if it does not run: after a minute without requests, the browser has stopped it.
   * Call it when the user is likely to ask something soon. It never asks the user, and reports nothing. A page that has
   * used Turnkey does the same when it becomes visible again.
   * @example
   * promptField.addEventListener('focus', () => turnkey.warmUp());
   */
  warmUp(): void;
  /** Closes the connection; running requests reject. The next call opens it again. */
  close(): void;
}
