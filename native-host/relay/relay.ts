import type { Readable } from 'node:stream';
import type { Dispatcher, Pool } from 'undici';
import type { Operation } from '../../shared/operations/operations.ts';
import type { CredentialSource } from '../credential/credential-source.ts';

/** A request as it goes to Ollama: built from what was authorised, never copied from the caller. */
export interface UpstreamRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | Readable | null;
  /** What it is and which models it names, for a relay that has several Ollamas to choose from. */
  readonly operation?: Pick<Operation, 'scope'>;
  readonly models?: readonly string[];
}

/** What comes back, as it arrives. Exactly one of `onEnd` and `onError` is called last. */
export interface UpstreamListener {
  onHead(status: number, statusText: string, headers: [string, string][]): void;
  onData(chunk: Buffer): void;
  onEnd(): void;
  onError(error: Error, begun: boolean): void;
}

/** A running request: pausing it stops reading the socket, aborting it closes the socket. */
export interface UpstreamCall {
  pause(): void;
  resume(): void;
  abort(): void;
}

export interface Relay {
  send(request: UpstreamRequest, listener: UpstreamListener): UpstreamCall;
  close(): void;
}

/** Headers that belong to one connection, not to the message (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const pairs = (raw: readonly (Buffer | string)[]): [string, string][] => {
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = String(raw[at]);
    if (!HOP_BY_HOP.has(name.toLowerCase())) headers.push([name, (raw[at + 1] as Buffer).toString('latin1')]);
  }
  return headers;
};

/**
 * Sends requests to one Ollama over kept-alive connections. A model may take minutes to load: there is no
 * time-out for headers or bodies. undici is loaded by the first request. What `credential` gives goes with each
 * request, to this address only: no redirect is followed.
 */
export const createRelay = (base: string, credential?: CredentialSource): Relay => {
  const prefix = URL.canParse(base) ? new URL(base).pathname.replace(/\/$/, '') : '';
  let pool: Promise<Pool> | undefined;
  let closed = false;

  const open = async (): Promise<Pool> => {
    const { Pool } = await import('./http-client.ts');
    // Throws for an address that is none: the request fails with that, not the host.
    return new Pool(new URL(base).origin, { headersTimeout: 0, bodyTimeout: 0, pipelining: 1 });
  };

  return {
    send({ method, path, headers, body }, listener) {
      let controller: Dispatcher.DispatchController | undefined;
      let aborted = false;
      let begun = false;
      const abort = () => {
        aborted = true;
        controller?.abort(new Error('aborted'));
      };
      const handler: Dispatcher.DispatchHandler = {
        onRequestStart(own) {
          controller = own;
          if (aborted) abort();
        },
        onResponseStart(own, status, _headers, statusText) {
          if (status < 200) return;
          begun = true;
          listener.onHead(status, statusText ?? '', pairs((own.rawHeaders ?? []) as Buffer[]));
        },
        onResponseData: (_own, chunk) => listener.onData(chunk),
        onResponseEnd: () => listener.onEnd(),
        onResponseError: (_own, error) => listener.onError(error, begun),
      };
      pool ??= open();
      Promise.all([pool, credential?.()]).then(
        ([ready, own]) => {
          if (aborted || closed) listener.onError(new Error('aborted'), false);
          else
            ready.dispatch(
              {
                method: method as Dispatcher.HttpMethod,
                path: prefix + path,
                headers: own ? { ...headers, [own.header]: own.value } : headers,
                body,
              },
              handler,
            );
        },
        (error: Error) => listener.onError(error, false),
      );
      return { abort, pause: () => controller?.pause(), resume: () => controller?.resume() };
    },
    close() {
      closed = true;
      pool?.then((ready) => ready.destroy()).catch(() => {});
    },
  };
};
