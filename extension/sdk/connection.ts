import { openSession, type Session, type SessionOptions } from './session/session.ts';
import { portTransport } from './transport/port-transport.ts';

/** The one line of this context to the host: opened on need, and again after it has ended. */
export interface Connection {
  session(): Session;
  close(): void;
}

export const createConnection = (
  openPort: () => chrome.runtime.Port,
  options: () => SessionOptions,
): Connection => {
  let current: Session | undefined;
  return {
    session() {
      if (!current || current.ended) current = openSession(portTransport(openPort()), options());
      return current;
    },
    close() {
      current?.close();
      current = undefined;
    },
  };
};
