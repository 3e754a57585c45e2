import type { GrantSummary } from '../../shared/access/grant.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import type { TurnkeyStatus } from '../../shared/protocol/status.ts';
import type { TransportKind } from './transport/open-port.ts';

/** What `createTurnkey` takes. All of it is optional. */
export interface TurnkeyOptions {
  /**
   * A key of `ollama-turnkey key create`, for users who give one to this extension instead of clicking
   * *Allow*. It binds to the extension on first use and need not be kept after that.
   */
  readonly key?: string;
  /**
   * How to reach the host: through the companion extension, or directly with the `nativeMessaging` permission and
   * this extension's id in the host manifest.
   * @default 'auto': directly where the extension has that permission, else through the companion
   */
  readonly transport?: TransportKind | 'auto';
  /**
   * The `fetch` to use while the user has no Turnkey: neither companion nor host. Whether they have is asked
   * again with each call. For extensions whose users may have set `OLLAMA_ORIGINS`.
   * @default none: such a call rejects with `companion_missing` or `host_missing`
   */
  readonly fallback?: typeof fetch;
}

/** What to ask the user for. */
export interface AccessRequest {
  /** @default ['read', 'infer', 'embed'] */
  readonly scopes?: readonly Scope[];
  /** Names of the models that are wanted. @default all local models */
  readonly models?: readonly string[];
  /** One sentence for the user, shown in the approval window as the extension's own words. */
  readonly reason?: string;
  /** Takes the question back. */
  readonly signal?: AbortSignal;
}

/** The way to the user's Ollama for one context of an extension. */
export interface Turnkey {
  /**
   * A `fetch` to the user's Ollama: give it to any client. The host and port of the URL do not matter.
   * A refusal is a Response in Ollama's own error shape; a broken way rejects with a TurnkeyError.
   * @example
   * const response = await turnkey.fetch('/api/tags');
   * const { models } = await response.json();
   */
  readonly fetch: typeof fetch;
  /** How each hop on the way to Ollama is, and what to do about the first that is not ready. */
  status(options?: { readonly signal?: AbortSignal }): Promise<TurnkeyStatus>;
  /**
   * Calls the listener with the status, and again each time that it is another one. In a page that is seen it
   * looks every few seconds while something is missing; a background learns of a change when it uses Turnkey.
   * Ends by the signal, or by the function that it returns.
   */
  onStatusChange(
    listener: (status: TurnkeyStatus) => void,
    options?: { readonly signal?: AbortSignal },
  ): () => void;
  /**
   * Asks the user, who sees a window of the companion. Resolves at once if nothing is missing; rejects with a
   * TurnkeyError if they decline.
   */
  requestAccess(request?: AccessRequest): Promise<GrantSummary>;
  /**
   * Gives the host another key from now on, or none, and resolves to what it allows. Requests that run go on.
   * Rejects with a TurnkeyError: if the host refuses the key, the former one stays; if the host cannot be
   * reached, the new one is used as soon as it can.
   */
  setKey(key: string | undefined): Promise<GrantSummary | null>;
  /** Closes the line and ends what runs on it. The next call opens it again. */
  close(): void;
}
