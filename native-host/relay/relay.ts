import type { Readable } from 'node:stream';
import type { Dispatcher, Pool } from 'undici';
import type { Operation } from '../../shared/operations/operations.ts';
import type { Credential } from '../credential/credential.ts';
import type { CredentialSource } from '../credential/credential-source.ts';
import type { Headers, ResponseSink, RunningRequest } from './response-sink.ts';

/** A request to Ollama, built from what was authorised and never copied from the client. */
export interface UpstreamRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | Readable | null;
  /** The operation and its models, by which a group chooses a member. */
  readonly operation?: Pick<Operation, 'scope'>;
  readonly models?: readonly string[];
  /** Whose conversation it is: the id of the grant. */
  readonly owner?: string;
}

export interface Relay {
  /** An aborted request also ends with `sink.fail`. */
  send(request: UpstreamRequest, sink: ResponseSink<Error>): RunningRequest;
  close(): void;
}

/** Headers of a single connection (https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1). */
const HOP_BY_HOP =
  /^(connection|keep-alive|proxy-(authenticate|connection)|te|trailer|transfer-encoding|upgrade)$/i;

const pairs = (raw: readonly (Buffer | string)[]): Headers => {
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = String(raw[at]);
    if (!HOP_BY_HOP.test(name)) headers.push([name, (raw[at + 1] as Buffer).toString('latin1')]);
  }
  return headers;
};

/**
 * Sends requests to one Ollama over persistent connections. There are no timeouts, because a model may take minutes to
 * load. `credential` adds a header to each request; redirects are not followed, so it only reaches this address. undici is
 * imported by the first request.
 */
export const createRelay = (base: string, credential?: CredentialSource): Relay => {
  const prefix = URL.canParse(base) ? new URL(base).pathname.replace(/\/$/, '') : '';
  let pool: Promise<Pool> | undefined;
  /** Requests are sent at once when it is there and no credential has to be read. */
  let ready: Pool | undefined;
  let closed = false;

  const open = async (): Promise<Pool> => {
    const { Pool } = await import('./http-client.ts');
    // Throws for an invalid address, which fails the request instead of the process.
    const created = new Pool(new URL(base).origin, {
      ...{ headersTimeout: 0, bodyTimeout: 0, pipelining: 1 },
      // The build leaves HTTP/2 out, which takes longer to load than the rest of the client.
      allowH2: false,
    });
    ready = created;
    return created;
  };

  const opened = () => {
    pool ??= open();
    return pool;
  };

  return {
    send({ method, path, headers, body }, sink) {
      let controller: Dispatcher.DispatchController | undefined;
      let aborted = false;
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
          sink.head(status, statusText ?? '', pairs((own.rawHeaders ?? []) as Buffer[]));
        },
        onResponseData: (_own, chunk) => sink.data(chunk),
        onResponseEnd: () => sink.end(),
        onResponseError: (_own, error) => sink.fail(error),
      };
      const dispatch = (to: Pool, own: Credential | undefined) => {
        if (aborted || closed) return sink.fail(new Error('aborted'));
        to.dispatch(
          {
            method: method as Dispatcher.HttpMethod,
            path: prefix + path,
            headers: own ? { ...headers, [own.header]: own.value } : headers,
            body,
          },
          handler,
        );
      };
      const own = credential?.();
      if (ready && !(own instanceof Promise)) dispatch(ready, own);
      else
        Promise.all([opened(), own]).then(
          (both) => dispatch(...both),
          (error: Error) => sink.fail(error),
        );
      return { abort, pause: () => controller?.pause(), resume: () => controller?.resume() };
    },
    close() {
      closed = true;
      pool?.then((to) => to.destroy()).catch(() => {});
    },
  };
};
