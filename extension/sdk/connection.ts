import { openSession, type Session, type SessionOptions } from './session/session.ts';
import { portTransport } from './transport/port-transport.ts';

/** The one line of this context to the host: opened on need, and again after it has ended. */
export interface Connection {
  session(): Session;
  /** Opens another session beside the current one, to try something out. */
  open(options: SessionOptions): Session;
  /** Makes a session the current one. The former goes on with what it runs, and closes then. */
  adopt(session: Session): void;
  close(): void;
}

export const createConnection = (
  openPort: () => chrome.runtime.Port,
  options: () => SessionOptions,
): Connection => {
  let current: Session | undefined;
  let former: Session[] = [];
  const open = (own: SessionOptions) => openSession(portTransport(openPort()), own);
  return {
    open,
    session() {
      if (!current || current.ended) current = open(options());
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
