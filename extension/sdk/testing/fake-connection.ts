import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import type { Connection } from '../connection.ts';
import type { TurnkeyError } from '../errors/turnkey-error.ts';
import { openSession, type Session } from '../session/session.ts';

/** A connection whose host is the test. */
export interface FakeConnection extends Connection {
  /** What the SDK has sent. */
  readonly posted: ClientMessage[];
  /** What the host says. */
  say(...messages: HostMessage[]): void;
  /** The line breaks, now and until it is mended. */
  breakWith(error: TurnkeyError): void;
  repair(): void;
}

const WELCOME: HostMessage = {
  type: 'welcome',
  protocol: 1,
  host: { version: '1' },
  limits: { replyWindow: 1 << 20, uploadWindow: 1 << 20 },
  grant: null,
};

/** Gives the answers of `answer` to each message that the SDK sends, after a welcome. */
export const fakeConnection = (
  answer: (message: ClientMessage) => readonly HostMessage[] = () => [],
): FakeConnection => {
  const posted: ClientMessage[] = [];
  let current: Session | undefined;
  let receive: (message: HostMessage) => void = () => {};
  let disconnect: (reason: unknown) => void = () => {};
  let broken: TurnkeyError | undefined;
  const say = (...messages: HostMessage[]) => {
    for (const message of messages) receive(message);
  };
  const open = (): Session => {
    const session = openSession(
      (...listeners) => {
        [receive, disconnect] = listeners;
        return {
          post(message) {
            posted.push(message);
            queueMicrotask(() => {
              if (broken) disconnect(broken);
              else say(...(message.type === 'hello' ? [WELCOME] : []), ...answer(message));
            });
          },
          close() {},
        };
      },
      { client: { name: 'test', version: '1' } },
    );
    return session;
  };
  return {
    posted,
    say,
    breakWith(error) {
      broken = error;
      disconnect(error);
    },
    repair() {
      broken = undefined;
    },
    worked: true,
    open,
    session() {
      if (!current || current.ended) current = open();
      return current;
    },
    adopt(session) {
      current = session;
    },
    close: () => current?.close(),
  };
};

/** The messages of one whole answer. */
export const reply = (
  id: number,
  { status = 200, statusText = 'OK', headers = [] as [string, string][], text = '' } = {},
): HostMessage[] => [
  { type: 'response', id, status, statusText, headers },
  ...(text === '' ? [] : [{ type: 'data', id, seq: 0, text } as const]),
  { type: 'end', id },
];
