import { createBackOff } from '../../shared/protocol/back-off.ts';
import type { TurnkeyError } from './errors/turnkey-error.ts';
import { openSession, type Session, type SessionOptions } from './session/session.ts';
import { connectAfter } from './transport/connect-after.ts';
import type { ConnectHost } from './transport/over-port.ts';

/** The connection of this context to the host: opened on first use, and reopened after it has ended. */
export interface Connection {
  /**
   * Returns a session that accepts requests. If earlier connections were lost, it is opened after a delay. Throws the
   * last problem if the host has never answered and was tried a moment ago.
   */
  session(): Session;
  /** Opens a second session next to the current one, for example to check a key. */
  open(options: SessionOptions): Session;
  /** Makes a session the current one. The previous session finishes its requests and closes. */
  adopt(session: Session): void;
  /** True once the host has answered a `hello` over this connection. */
  readonly worked: boolean;
  close(): void;
}

/**
 * Creates a connection that opens nothing until it is used.
 *
 * @param options called for each new session, so that it has the current key
 * @param onOpen called with each new session
 */
export const createConnection = (
  connect: ConnectHost,
  options: () => SessionOptions,
  onOpen?: (session: Session) => void,
): Connection => {
  const backOff = createBackOff<TurnkeyError>(Date.now);
  /** The last one accepts requests; the others are finishing theirs. */
  let sessions: readonly Session[] = [];
  let worked = false;

  const open = (own: SessionOptions, openPort = connect) => {
    const session = openSession(openPort, {
      ...own,
      onWelcome() {
        worked = true;
        backOff.connected();
      },
      onEnd(error) {
        backOff.disconnected(error);
        own.onEnd?.(error);
      },
    });
    onOpen?.(session);
    return session;
  };

  const adopt = (session: Session) => {
    for (const each of sessions) each.retire();
    sessions = [...sessions.filter(({ ended }) => !ended), session];
    return session;
  };

  return {
    get worked() {
      return worked;
    },
    open,
    session() {
      const last = sessions.at(-1);
      if (last && !last.ended) return last;
      const wait = backOff.next();
      return adopt(open(options(), wait ? connectAfter(wait, connect) : connect));
    },
    adopt,
    close() {
      for (const each of sessions) each.close();
    },
  };
};
