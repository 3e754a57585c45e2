import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Grant } from '../../shared/access/grant.ts';
import { problem } from '../../shared/errors/problem.ts';
import { dialectOf } from '../../shared/operations/dialect-of.ts';
import { movedTo } from '../../shared/operations/moved.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { RequestObserver } from '../gateway/usage/request-record.ts';
import type { Store } from '../store/contract.ts';
import { StoreError } from '../store/store-error.ts';
import type { ApiKeys } from './api-keys.ts';
import { createAuthenticateRequest } from './authenticate-request.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import type { Connections } from './connections.ts';
import { createHttpAuthorizer } from './http-authorizer.ts';
import { createHttpSink } from './http-sink.ts';
import { incomingBody } from './incoming-body.ts';
import type { OriginPolicy, RawHeaders } from './origin-policy.ts';
import { type RequestHead, readHead } from './request-head.ts';
import { createUserAccounts } from './user-accounts.ts';
import { writeDenial, writeFailure, writeMoved, writePlain, writeRoot } from './write-reply.ts';
import type { WrongKeys } from './wrong-keys.ts';

/** The parts of `serve` that the handler uses. */
export interface HttpHandlerContext {
  readonly store: Pick<Store, 'grants'>;
  readonly gateway: Gateway;
  readonly originPolicy: OriginPolicy;
  /** Null if no key is required. */
  readonly keys: ApiKeys | null;
  readonly wrongKeys: WrongKeys;
  readonly connections: Pick<Connections, 'running'>;
  readonly limits: Pick<ConnectionLimits, 'body' | 'blob' | 'stallMs'>;
  /** Also observes requests that are refused before the gateway. */
  readonly observer?: RequestObserver | undefined;
  now(): number;
}

/** Answers one request. `proceed` is set if the client waits for 100 Continue before it sends its body. */
export type HttpHandler = (request: IncomingMessage, response: ServerResponse, proceed?: () => void) => void;

/**
 * Whether the `ollama` command asks if a server is running, which it does first and without a key. Without a 200 it does not
 * show why later requests are refused (cmd/cmd.go at v0.24.0, `checkServerHeartbeat`).
 */
const asksWhetherRunning = ({ method, path, query, authorization, apiKey }: RequestHead): boolean =>
  method === 'HEAD' && path === '/' && query === '' && authorization === undefined && apiKey === undefined;

/** Creates the HTTP handler: identifies the caller by its key and carries bytes. The gateway decides. */
export const createHttpHandler = (context: HttpHandlerContext): HttpHandler => {
  const { store, gateway, originPolicy, keys, connections, limits, observer, now } = context;
  const accounts = createUserAccounts();

  const grantOf = createAuthenticateRequest(context);

  /** Reports a request that ended here to the observer. */
  const recordEnded = (status: number, code: string | null) => {
    observer?.started(null);
    observer?.finished({
      ...{ operation: null, grant: null, models: [], status, code },
      ...{
        firstByteMs: null,
        ms: 0,
        promptTokens: null,
        outputTokens: null,
        estimated: false,
        aborted: false,
      },
    });
  };

  const refuse = (response: ServerResponse, head: RequestHead, added: RawHeaders, error: unknown) => {
    if (response.destroyed) return;
    const dialect = dialectOf(head.path);
    const failure =
      error instanceof StoreError
        ? problem('store_failed', 'The store of keys and permissions cannot be used at the moment.')
        : problem('internal', 'The request could not be prepared.');
    if (error instanceof Refusal) writeDenial(response, error, dialect, added);
    else writeFailure(response, failure, dialect, added);
    recordEnded(response.statusCode, error instanceof Refusal ? error.code : failure.code);
  };

  return (request, response, proceed) => {
    const head = readHead(request);
    const { method, path, accept, contentType, length } = head;
    const { headers: added, answer } = originPolicy(head);
    /** Responds without reading the body. Bytes that arrived with the head are only parsed in the next tick. */
    const atOnce = (write: () => void) => {
      if (length > 0 && !request.complete) setImmediate(write);
      else write();
    };
    const refuseAtOnce = (error: unknown) => atOnce(() => refuse(response, head, added, error));
    if (answer && 'code' in answer) return refuseAtOnce(new Refusal(answer.code, answer.message));
    if (answer) return atOnce(() => writePlain(response, answer.status, added));
    if (keys && asksWhetherRunning(head)) {
      writeRoot(response, added);
      return recordEnded(200, null);
    }

    const pass = (grant: Grant) => {
      if (response.destroyed) return;
      const moved = movedTo(method, path, head.query);
      if (moved) {
        return atOnce(() => {
          writeMoved(response, method, moved, added);
          recordEnded(moved.status, null);
        });
      }
      const headers: Record<string, string> = {};
      if (accept !== undefined) headers['accept'] = accept;
      if (contentType !== undefined) headers['content-type'] = contentType;
      const sink = createHttpSink({
        response,
        added,
        stallMs: limits.stallMs,
        onFailure: (failure) => writeFailure(response, failure, dialectOf(path), added),
      });
      connections.running(response);
      const account = grant.trust === 'users' ? accounts.of(grant.id, head) : undefined;
      const body = incomingBody(request, length, limits, proceed);
      sink.attach(
        gateway.open({ method, path, headers, body, account }, createHttpAuthorizer(grant, store, now), sink),
      );
    };
    try {
      const grant = grantOf(head, request.socket.remoteAddress);
      if (grant instanceof Promise) grant.then(pass).catch(refuseAtOnce);
      else pass(grant);
    } catch (error) {
      refuseAtOnce(error);
    }
  };
};
