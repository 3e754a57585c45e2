import { createBackOff } from '../../shared/protocol/back-off.ts';
import type { TurnkeyError } from './errors/turnkey-error.ts';
import { openSession, type Session, type SessionOptions } from './session/session.ts';
import type { HostTransport } from './transport/port-transport.ts';
import { brokenTransport, laterTransport } from './transport/waiting-transport.ts';

/** The one line of this context to the host: opened on need, and again after it has ended. */
export interface Connection {
  /** A session that takes requests. Of a line that broke before, it may have to wait for its turn. */
  session(): Session;
  /** Opens another session beside the current one, to try something out. */
  open(options: SessionOptions): Session;
  /** Makes a session the current one. The former goes on with what it runs, and closes then. */
  adopt(session: Session): void;
  /** True once a host has answered over this connection. */
  readonly worked: boolean;
  close(): void;
}

export const createConnection = (
  openTransport: () => HostTransport,
  options: () => SessionOptions,
): Connection => {
  const backOff = createBackOff<TurnkeyError>(Date.now);
  let current: Session | undefined;
  let former: Session[] = [];
  let worked = false;

  const open = (own: SessionOptions, transport = openTransport()) =>
    openSession(transport, {
      ...own,
      onWelcome() {
        worked = true;
        backOff.worked();
        own.onWelcome?.();
      },
      onEnd(error) {
        if (error) backOff.lost(error);
        own.onEnd?.(error);
      },
    });

  const inTurn = () => {
    const next = backOff.next();
    if ('problem' in next) return openSession(brokenTransport(next.problem), options());
    return open(options(), next.wait > 0 ? laterTransport(next.wait, openTransport) : openTransport());
  };

  return {
    get worked() {
      return worked;
    },
    open: (own) => open(own),
    session() {
      if (!current || current.ended) current = inTurn();
      return current;
    },
    adopt(session) {
      current?.retire();
      former = [...former, ...(current ? [current] : [])].filter(({ ended }) => !ended);
      current = session;
    },
    close() {
      for (const each of [...former, current]) each?.close();
      current = undefined;
    },
  };
};
