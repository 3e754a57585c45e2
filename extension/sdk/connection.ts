import { createBackOff } from '../../shared/protocol/back-off.ts';
import type { TurnkeyError } from './errors/turnkey-error.ts';
import { openSession, type Session, type SessionOptions } from './session/session.ts';
import { connectAfter } from './transport/connect-after.ts';
import type { ConnectHost } from './transport/over-port.ts';

/** The one line of this context to the host: opened on need, and again after it has ended. */
export interface Connection {
  /**
   * A session that takes requests. Of a line that broke before, it may have to wait for its turn. Throws the problem
   * of a host that never worked and was tried a moment ago.
   */
  session(): Session;
  /** Opens another session beside the current one, to try something out. */
  open(options: SessionOptions): Session;
  /** Makes a session the current one. The former goes on with what it runs, and closes then. */
  adopt(session: Session): void;
  /** True once a host has answered over this connection. */
  readonly worked: boolean;
  close(): void;
}

export const createConnection = (connect: ConnectHost, options: () => SessionOptions): Connection => {
  const backOff = createBackOff<TurnkeyError>(Date.now);
  /** The last one takes requests; those before it end what they run. */
  let sessions: readonly Session[] = [];
  let worked = false;

  const open = (own: SessionOptions, line = connect) =>
    openSession(line, {
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
      const next = backOff.next();
      if ('problem' in next) throw next.problem;
      return adopt(open(options(), next.wait > 0 ? connectAfter(next.wait, connect) : connect));
    },
    adopt,
    close() {
      for (const each of sessions) each.close();
    },
  };
};
