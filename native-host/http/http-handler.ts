import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Grant } from '../../shared/access/grant.ts';
import { dialectOf } from '../../shared/operations/dialect-of.ts';
import { movedTo } from '../../shared/operations/moved.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { RequestObserver } from '../gateway/usage/request-record.ts';
import type { Store } from '../store/contract.ts';
import type { ApiKeys } from './api-keys.ts';
import { createAuthenticateRequest } from './authenticate-request.ts';
import { type Clients, NETWORK_REFUSED } from './clients.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import type { Connections } from './connections.ts';
import { createEarlyAnswers } from './early-answers.ts';
import { createHttpAuthorizer } from './http-authorizer.ts';
import { createHttpSink } from './http-sink.ts';
import { incomingBody } from './incoming-body.ts';
import { NO_HEADERS, type OriginDecision, type OriginPolicy } from './origin-policy.ts';
import { type RequestHead, readHead } from './request-head.ts';
import { createUserAccounts } from './user-accounts.ts';
import { writeFailure, writeMoved, writePlain, writeRoot } from './write-reply.ts';
import type { WrongKeys } from './wrong-keys.ts';

/** The parts of `serve` that the handler uses. */
export interface HttpHandlerContext {
  readonly store: Pick<Store, 'grants'>;
  readonly gateway: Gateway;
  readonly originPolicy: OriginPolicy;
  /** Null if no key is required. */
  readonly keys: ApiKeys | null;
  readonly wrongKeys: WrongKeys;
  readonly clients: Pick<Clients, 'addressOf' | 'isAllowed'>;
  readonly connections: Pick<Connections, 'began' | 'ended'>;
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

/** The decision for a client from a network that may not use the server. */
const OUTSIDE: OriginDecision = { headers: NO_HEADERS, answer: NETWORK_REFUSED };

/** Creates the HTTP handler: identifies the caller by its key and carries bytes. The gateway decides. */
export const createHttpHandler = (context: HttpHandlerContext): HttpHandler => {
  const { store, gateway, originPolicy, keys, clients, connections, limits, observer, now } = context;
  const accounts = createUserAccounts();

  const grantOf = createAuthenticateRequest(context);

  const early = createEarlyAnswers(observer);

  return (request, response, proceed) => {
    const head = readHead(request);
    const { method, path, host, accept, contentType, length } = head;
    const client = clients.addressOf(request.socket.remoteAddress, head);
    const source = { path, host, client };
    /** Responds without reading the body. Bytes that arrived with the head are only parsed in the next tick. */
    const atOnce = (write: () => void) => {
      if (length > 0 && !request.complete) setImmediate(write);
      else write();
    };
    const isAllowed = clients.isAllowed(client);
    const { headers: added, answer } = isAllowed ? originPolicy(head) : OUTSIDE;
    const refuseAtOnce = (error: unknown) => atOnce(() => early.refuse(response, added, error, source));
    if (answer && 'code' in answer) return refuseAtOnce(new Refusal(answer.code, answer.message));
    if (answer) return atOnce(() => writePlain(response, answer.status, added));
    if (keys && asksWhetherRunning(head)) {
      writeRoot(response, added);
      return early.ended(200, null, source);
    }

    const pass = (grant: Grant) => {
      if (response.destroyed) return;
      const moved = movedTo(method, path, head.query);
      if (moved) {
        return atOnce(() => {
          writeMoved(response, method, moved, added);
          early.ended(moved.status, null, source);
        });
      }
      const headers: Record<string, string> = {};
      if (accept !== undefined) headers['accept'] = accept;
      if (contentType !== undefined) headers['content-type'] = contentType;
      const sink = createHttpSink({
        response,
        added,
        stallMs: limits.stallMs,
        onClose: () => connections.ended(request.socket),
        onFailure: (failure) => writeFailure(response, failure, dialectOf(path), added),
      });
      connections.began(request.socket);
      const account = grant.trust === 'users' ? accounts.of(grant.id, head) : undefined;
      const body = incomingBody(request, length, limits, proceed);
      const asked = { method, path, headers, body, account, source: { ...source, grantId: grant.id } };
      sink.attach(gateway.open(asked, createHttpAuthorizer(grant, store, now), sink));
    };
    try {
      const grant = grantOf(head, client);
      if (grant instanceof Promise) grant.then(pass).catch(refuseAtOnce);
      else pass(grant);
    } catch (error) {
      refuseAtOnce(error);
    }
  };
};
