import type { GrantSummary } from '../../shared/access/grant.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import type { TurnkeyStatus } from '../../shared/protocol/status.ts';
import { VERSION } from '../../shared/version.ts';
import { createConnection } from './connection.ts';
import { createFetch } from './fetch/turnkey-fetch.ts';
import { readStatus } from './status.ts';
import { openPort, type TransportKind } from './transport/open-port.ts';

export interface TurnkeyOptions {
  /**
   * A key of `ollama-turnkey key create`, for users who give one to this extension instead of clicking
   * *Allow*. It binds to the extension on first use and need not be kept after that.
   */
  readonly key?: string;
  /**
   * How to reach the host: through the companion extension, or directly with the `nativeMessaging`
   * permission and this extension's id in the host manifest.
   * @default 'auto': directly where the extension has that permission, else through the companion
   */
  readonly transport?: TransportKind | 'auto';
}

export interface AccessRequest {
  /** @default ['read', 'infer', 'embed'] */
  readonly scopes?: readonly Scope[];
  /** Names of the models that are wanted. @default all local models */
  readonly models?: readonly string[];
  /** One sentence for the user, shown in the approval window. */
  readonly reason?: string;
  readonly signal?: AbortSignal;
}

export interface Turnkey {
  /**
   * A `fetch` to the user's Ollama: give it to any client. The host and port of the URL do not matter.
   * A refusal is a Response in Ollama's own error shape; a broken way rejects with a TurnkeyError.
   */
  readonly fetch: typeof fetch;
  /** How each hop on the way to Ollama is, and what to do about the first that is not ready. */
  status(options?: { readonly signal?: AbortSignal }): Promise<TurnkeyStatus>;
  /** Asks the user, who sees a window of the companion. Rejects with a TurnkeyError if they decline. */
  requestAccess(request?: AccessRequest): Promise<GrantSummary>;
  /** Closes the line and ends what runs on it. The next call opens it again. */
  close(): void;
}

/** The way to the user's Ollama for this extension context. Opens nothing until it is used. */
export const createTurnkey = ({ key, transport = 'auto' }: TurnkeyOptions = {}): Turnkey => {
  const client = { name: 'ollama-turnkey', version: VERSION };
  const connection = createConnection(
    () => openPort(transport),
    () => ({ client, key }),
  );
  return {
    fetch: createFetch(connection),
    status: ({ signal } = {}) => readStatus(connection, signal),
    async requestAccess({ signal, ...wanted } = {}) {
      return (await connection.session().call('access.request', wanted, signal)) as GrantSummary;
    },
    close: () => connection.close(),
  };
};
