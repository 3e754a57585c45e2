import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import type { Connection } from '../connection.ts';
import type { TurnkeyError } from '../errors/turnkey-error.ts';
import { openSession, type Session } from '../session/session.ts';

/** A connection in which the test plays the host. */
export interface FakeConnection extends Connection {
  /** The messages that the SDK has sent. */
  readonly posted: ClientMessage[];
  /** Sends messages from the host. */
  say(...messages: HostMessage[]): void;
  /** Disconnects, and fails every later connection until `repair()`. */
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

/** Creates a connection that sends a welcome, and the result of `answer` for each message of the SDK. */
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

/** The messages of a complete reply. */
export const reply = (
  id: number,
  { status = 200, statusText = 'OK', headers = [] as [string, string][], text = '' } = {},
): HostMessage[] => [
  { type: 'response', id, status, statusText, headers },
  ...(text === '' ? [] : [{ type: 'data', id, seq: 0, text } as const]),
  { type: 'end', id },
];
