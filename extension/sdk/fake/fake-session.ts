import { DEFAULT_SCOPES } from '../../../shared/access/scopes.ts';
import type { Problem } from '../../../shared/errors/problem.ts';
import { REPLY_WINDOW, UPLOAD_WINDOW } from '../../../shared/protocol/limits.ts';
import type { ClientMessage, ClientMessageOf, HostMessage } from '../../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../../shared/protocol/version.ts';
import { VERSION } from '../../../shared/version.ts';
import type { FakeRequest } from './answers.ts';
import type { FakeAccess } from './fake-access.ts';
import { createCalls } from './fake-calls.ts';
import { type FakeExchange, type FakeReply, startFakeExchange } from './fake-exchange.ts';
import type { Pace } from './pace.ts';
import { toRefusal } from './to-reply.ts';

/** One client's conversation with the fake host. */
export interface FakeSession {
  receive(message: ClientMessage): void;
  /** Tells the extension that its permission, or something else on the way, has changed. */
  notify(): void;
  /** Ends every running answer with an error. */
  fail(why: Problem): void;
  /** Aborts everything that runs, since the extension has disconnected. */
  close(): void;
}

/** What all sessions of a companion share. */
export interface FakeWorld {
  readonly access: FakeAccess;
  readonly pace: Pace;
  /** Ollama's answer to an allowed request. */
  answer(request: FakeRequest): Promise<FakeReply>;
  onRequest(request: FakeRequest): void;
}

const LIMITS = { replyWindow: REPLY_WINDOW.request, uploadWindow: UPLOAD_WINDOW };

export const openFakeSession = (
  { access, pace, answer, onRequest }: FakeWorld,
  send: (message: HostMessage) => void,
): FakeSession => {
  const exchanges = new Map<number, FakeExchange>();
  const calls = createCalls(access, send);
  /** Bytes of replies that may still be sent before the extension reads. */
  let left: number = REPLY_WINDOW.session;

  const welcome = ({ key }: ClientMessageOf<'hello'>) => {
    const wrong = key === undefined ? undefined : access.showKey(key);
    const grant = wrong ? null : access.grant;
    const host = { version: VERSION };
    send({ type: 'welcome', protocol: PROTOCOL.max, host, limits: LIMITS, grant, problem: wrong });
  };

  /** Checks the permission, and asks the user if the extension has none yet. */
  const admit = async (id: number, { method, path, signal }: FakeRequest): Promise<Problem | undefined> => {
    if (access.state !== 'not_approved') return access.check(method, path);
    send({ type: 'waiting', id });
    const refused = await access.ask(DEFAULT_SCOPES, signal);
    if (!refused) send({ type: 'started', id });
    return refused ?? access.check(method, path);
  };

  const take = (bytes: number): boolean => {
    const isEnough = left >= bytes;
    if (isEnough) left -= bytes;
    return isEnough;
  };

  const start = (message: ClientMessageOf<'request'>) => {
    const { id } = message;
    const exchange = startFakeExchange({
      ...{ message, send, take, pace },
      async answer(request) {
        onRequest(request);
        const refused = await admit(id, request);
        if (refused) return toRefusal(refused, request.path);
        await pace.next(request.signal);
        return answer(request);
      },
      onDone: () => exchanges.delete(id),
    });
    exchanges.set(id, exchange);
  };

  const credit = ({ id, bytes }: ClientMessageOf<'credit'>) => {
    left += bytes;
    for (const [other, exchange] of exchanges) exchange.credit(other === id ? bytes : 0);
  };

  return {
    receive(message) {
      if (message.type === 'hello') welcome(message);
      else if (message.type === 'request') start(message);
      else if (message.type === 'body') exchanges.get(message.id)?.receiveBody(message);
      else if (message.type === 'credit') credit(message);
      else if (message.type === 'call') calls.start(message);
      else if (message.type === 'ping') send({ type: 'pong' });
      else if (message.type === 'cancel') {
        exchanges.get(message.id)?.cancel();
        calls.cancel(message.id);
      }
    },
    notify: () => send({ type: 'notice', name: 'grants' }),
    fail(why) {
      for (const exchange of [...exchanges.values()]) exchange.fail(why);
    },
    close() {
      for (const exchange of [...exchanges.values()]) exchange.cancel();
      calls.close();
    },
  };
};
