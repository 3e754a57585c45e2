import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import { problem } from '../../shared/errors/problem.ts';
import { describeMismatch, matchOperation } from '../../shared/operations/match.ts';
import { MAX_JSON_BODY } from '../../shared/protocol/limits.ts';
import { decide, NOTHING_MORE, type Wanted } from '../access/decide.ts';
import { BodyError } from '../gateway/body-error.ts';
import { describeUpstreamError } from '../gateway/describe-upstream-error.ts';
import { type PreparedRequest, prepareRequest } from '../gateway/prepare-request.ts';
import { Refusal } from '../gateway/refusal.ts';
import type { Relay } from '../relay/relay.ts';
import type { Store } from '../store/open-store.ts';
import { StoreError } from '../store/store-error.ts';
import { allowedMethods } from './allowed-methods.ts';
import { credentialOf } from './credential-of.ts';
import { dialectOf } from './dialect-of.ts';
import type { Doorkeeper, RawHeaders } from './entrance.ts';
import { type Keyring, OPEN_GRANT } from './keyring.ts';
import { readBody } from './read-body.ts';
import { relayReply } from './relay-reply.ts';
import { type RequestHead, readHead } from './request-head.ts';
import { writeDenial, writeFailure, writePlain } from './write-reply.ts';

export interface DoorContext {
  readonly store: Pick<Store, 'grants'>;
  readonly relay: Relay;
  /** Address of Ollama, for messages. */
  readonly address: string;
  readonly enter: Doorkeeper;
  /** Null where no key is asked for. */
  readonly keyring: Keyring | null;
  /** Milliseconds for which a client may read nothing of an answer that waits for it. */
  readonly stallMs: number;
  now(): number;
}

/** Answers one request. `proceed` tells a client that asked (`Expect: 100-continue`) to send its body. */
export type Door = (request: IncomingMessage, response: ServerResponse, proceed: () => void) => void;

export const createDoor = (context: DoorContext): Door => {
  const { store, relay, address, enter, keyring, stallMs, now } = context;

  const grantOf = async (head: RequestHead): Promise<Grant> => {
    if (!keyring) return OPEN_GRANT;
    const shown = credentialOf(head);
    if ('code' in shown) throw new Refusal(shown.code, shown.message);
    const checked = await keyring(shown.key, now());
    if ('grant' in checked) return checked.grant;
    throw new Refusal(checked.problem.code as Refusal['code'], checked.problem.message);
  };

  const authorise = (grant: Grant, wanted: Wanted) => {
    const decision = decide({
      ...wanted,
      caller: HTTP_CALLER,
      grant,
      denied: false,
      paired: true,
      now: now(),
    });
    if (!decision.allow) throw new Refusal(decision.code, decision.message);
  };

  const prepare = async (
    head: RequestHead,
    grant: Grant,
    request: IncomingMessage,
    proceed: () => void,
  ): Promise<PreparedRequest> => {
    const { method, path, accept, contentType } = head;
    const match = matchOperation(method, path);
    if (!match) throw new Refusal('operation_unknown', describeMismatch(method, path));
    const { operation } = match;
    const headers: Record<string, string> = {};
    if (accept !== undefined) headers['accept'] = accept;
    if (contentType !== undefined) headers['content-type'] = contentType;
    let body: Buffer | Readable = Buffer.alloc(0);
    if (operation.body !== 'none') {
      // Before a body is read, so that nobody sends a large one in vain. Its models are checked afterwards.
      authorise(grant, { operation, models: null, ...NOTHING_MORE });
      proceed();
      // A stream of its own: undici destroys what it was given, and that would take the connection along.
      body =
        operation.body === 'blob' ? request.pipe(new PassThrough()) : await readBody(request, MAX_JSON_BODY);
    }
    const prepared = await prepareRequest(match, { method, headers }, body);
    authorise(grant, prepared);
    if (grant.createdAt > 0) await store.grants.touch(grant.id);
    return prepared;
  };

  const refuseAsOllama = (response: ServerResponse, { method, path }: RequestHead, added: RawHeaders) => {
    const allow = allowedMethods(method, path);
    const [status, text] =
      allow === undefined ? [404, '404 page not found'] : [405, '405 method not allowed'];
    const own = allow === undefined ? [] : ['Allow', allow];
    const type = ['Content-Type', 'text/plain', 'Content-Length', String(text.length)];
    response.writeHead(status, [...added, ...own, ...type]).end(text);
  };

  return (request, response, proceed) => {
    const head = readHead(request);
    const { headers: added, answer } = enter(head);
    if (answer) {
      if ('code' in answer) writeDenial(response, answer, dialectOf(head.path), added);
      else writePlain(response, answer.status, added);
      return;
    }
    const fail = (error: unknown) => {
      if (response.destroyed || response.headersSent) return;
      if (error instanceof Refusal) {
        if (!keyring && error.code === 'operation_unknown') refuseAsOllama(response, head, added);
        else writeDenial(response, error, dialectOf(head.path), added);
      } else if (error instanceof BodyError) {
        writeDenial(response, { code: 'bad_request', message: error.message }, dialectOf(head.path), added);
      } else if (error instanceof StoreError) {
        writeFailure(response, problem('store_failed', error.message), dialectOf(head.path), added);
      } else {
        const told = problem('internal', 'The request could not be prepared.');
        writeFailure(response, told, dialectOf(head.path), added);
      }
    };
    const run = async () => {
      const prepared = await prepare(head, await grantOf(head), request, proceed);
      if (response.destroyed) return;
      relayReply({
        relay,
        request: prepared,
        response,
        added,
        stallMs,
        onFailure: (error) => {
          const { code, message } = describeUpstreamError(error, false, address);
          writeFailure(response, problem(code, message), dialectOf(head.path), added);
        },
      });
    };
    run().catch(fail);
  };
};
