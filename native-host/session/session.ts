import * as v from 'valibot';
import { summarise } from '../../shared/access/grant.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import { problem } from '../../shared/errors/problem.ts';
import {
  MAX_CALL,
  MAX_REQUESTS,
  MAX_WAITING,
  REPLY_WINDOW,
  UPLOAD_WINDOW,
} from '../../shared/protocol/limits.ts';
import {
  type ClientMessage,
  type ClientMessageOf,
  clientMessageSchema,
  type HostMessage,
} from '../../shared/protocol/messages.ts';
import { negotiate } from '../../shared/protocol/version.ts';
import { StoreError } from '../store/store-error.ts';
import { authenticateHello } from './authenticate-hello.ts';
import { noteName } from './note-name.ts';
import { createSessionAuthorizer, type SessionAuthorizer } from './session-authorizer.ts';
import type { SessionCore, SessionOptions } from './session-core.ts';
import { createSessionRequests } from './session-requests.ts';

/** The host's end of a session with one client. */
export interface HostSession {
  /** Receives one message. `bytes`: length of the frame that contained it. */
  receive(message: unknown, bytes: number): void;
  /** Ends the session with an error. */
  reject(code: ErrorCode, message: string): void;
  notify(name: 'approval' | 'grants', value?: unknown): void;
  /** Ends all requests and calls without sending anything, because the connection is closed. */
  close(): void;
}

type Handlers = { [Type in ClientMessage['type']]: (message: ClientMessageOf<Type>) => void };

const handle = (handlers: Handlers, message: ClientMessage): void =>
  (handlers[message.type] as (message: ClientMessage) => void)(message);

/** Answers a call, within the limits of the session and its caller. */
const answerCall = (
  core: SessionCore,
  call: ClientMessageOf<'call'>,
  authorizer: SessionAuthorizer,
): void => {
  const { caller, context, account, running, send } = core;
  const { id } = call;
  if (running.size >= MAX_REQUESTS || !account.take('calls')) {
    send({ type: 'error', id, ...problem('too_many_requests', 'Too many calls are running.') });
    return;
  }
  const controller = new AbortController();
  running.set(id, { cancel: (reason) => controller.abort(reason) });
  void context.runCall(call, { caller, context, authorizer, signal: controller.signal }).then((answer) => {
    if (running.delete(id)) account.give('calls');
    send({ id, ...answer });
  });
};

/** Answers pings. Bounded, because a client that does not read could fill the memory with pongs. */
const createPongs = ({ send, fatal }: SessionCore) => {
  let unsent = 0;
  return () => {
    unsent += 1;
    if (unsent > MAX_WAITING) return fatal('protocol_error', 'Too many pings are unanswered.');
    send({ type: 'pong' }, () => {
      unsent -= 1;
    });
  };
};

/** Authenticates a hello, and sends the welcome. */
const welcome = async (
  { caller, channel, context, send }: SessionCore,
  hello: ClientMessageOf<'hello'>,
  protocol: number,
  onSent: () => void,
): Promise<SessionAuthorizer> => {
  const credential = await authenticateHello({ hello, caller, context, root: channel === undefined });
  const authorizer = createSessionAuthorizer({ caller, context, credential, access: hello.access });
  const grant = await authorizer.grant();
  noteName(caller, context, hello, grant);
  const message: HostMessage = {
    type: 'welcome',
    protocol,
    host: { version: context.version },
    limits: { replyWindow: REPLY_WINDOW.request, uploadWindow: UPLOAD_WINDOW },
    grant: grant && summarise(grant),
    ...(credential.problem && { problem: credential.problem }),
  };
  send(message, () => {
    onSent();
    if (grant) context.prepare?.();
  });
  return authorizer;
};

const failHello = ({ fatal }: SessionCore, error: unknown): void => {
  if (error instanceof StoreError) fatal('store_failed', error.message);
  else fatal('internal', 'The host failed to authenticate the client.');
};

/** The messages of a session after its hello, by type. */
const createHandlers = (core: SessionCore, welcomed: Promise<void>) => {
  const { running, fatal } = core;
  const requests = createSessionRequests(core, welcomed);
  let lastId = 0;
  const admit = (id: number): boolean => {
    if (id <= lastId) fatal('protocol_error', `Request ${id} arrived after ${lastId}.`);
    else lastId = id;
    return !core.ended;
  };
  const handlersFor = (authorizer: SessionAuthorizer): Handlers => ({
    hello: () => {},
    request(request) {
      if (admit(request.id)) requests.start(request, authorizer);
    },
    body: requests.body,
    cancel: ({ id }) => running.get(id)?.cancel(),
    credit: requests.credit,
    call(call) {
      if (admit(call.id)) answerCall(core, call, authorizer);
    },
    ping: createPongs(core),
    pong: () => {},
  });
  return { handlersFor, close: requests.close };
};

/** Creates the host's end of a session, which waits for a hello. */
export const createHostSession = (options: SessionOptions): HostSession => {
  const { channel, outbox, context } = options;
  const welcomed = Promise.withResolvers<void>();
  /** Set once the welcome is sent. */
  let handlers: Handlers | undefined;
  /** Messages that arrived while the hello was being authenticated. */
  let early: ClientMessage[] | undefined;
  let ended = false;
  let deflate = false;

  const core: SessionCore = {
    ...options,
    running: new Map(),
    get ended() {
      return ended;
    },
    get deflate() {
      return deflate;
    },
    send(message, onSent) {
      if (!ended) outbox.send(channel, message, onSent);
    },
    fatal(code, message) {
      core.send({ type: 'error', ...problem(code, message) });
      close();
    },
  };
  const { handlersFor, close: closeRequests } = createHandlers(core, welcomed.promise);
  const { fatal } = core;

  const close = () => {
    ended = true;
    closeRequests();
  };

  const greet = (hello: ClientMessageOf<'hello'>) => {
    const result = negotiate(context.protocol, hello.protocol);
    if ('outdated' in result) {
      const what = result.outdated === 'host' ? 'host' : 'extension';
      return fatal(`${result.outdated}_outdated`, `The ${what} uses an older protocol than the other side.`);
    }
    deflate = hello.deflate === true;
    early = [];
    welcome(core, hello, result.version, welcomed.resolve)
      .then((authorizer) => {
        const ready = handlersFor(authorizer);
        const waiting = early ?? [];
        handlers = ready;
        early = undefined;
        for (const each of waiting) if (!ended) handle(ready, each);
      })
      .catch((error: unknown) => failHello(core, error));
  };

  return {
    receive(raw, bytes) {
      if (ended) return;
      if (bytes > MAX_CALL && (raw as { type?: unknown } | null)?.type === 'call') {
        return fatal('protocol_error', `A call is limited to ${MAX_CALL} bytes.`);
      }
      const parsed = v.safeParse(clientMessageSchema, raw);
      if (!parsed.success) return fatal('protocol_error', 'A message does not follow the protocol.');
      const message = parsed.output;
      const greeted = handlers !== undefined || early !== undefined;
      if (greeted === (message.type === 'hello')) {
        return fatal('protocol_error', 'A session must start with exactly one hello.');
      }
      if (message.type === 'hello') greet(message);
      else if (handlers) handle(handlers, message);
      else if (early && early.length < MAX_WAITING) early.push(message);
      else fatal('protocol_error', 'Too many messages arrived before the hello was answered.');
    },
    reject: (code, message) => {
      if (!ended) fatal(code, message);
    },
    notify: (name, value) => {
      if (handlers) core.send({ type: 'notice', name, value });
    },
    close,
  };
};
