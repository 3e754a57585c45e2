import { STOP } from './messages.ts';

/** The part of a process that gets messages. */
interface Inbox {
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** Requests that a worker stops, in place of signals. One that comes before anything listens is kept. */
export const createStopRequests = (inbox: Inbox) => {
  const listeners = new Set<() => void>();
  let requested = false;
  inbox.on('message', (message) => {
    if (message !== STOP) return;
    requested = true;
    for (const listener of listeners) listener();
  });
  return {
    on(signal: 'SIGINT' | 'SIGTERM', listener: () => void) {
      if (signal !== 'SIGTERM') return;
      listeners.add(listener);
      if (requested) queueMicrotask(listener);
    },
    off(_signal: 'SIGINT' | 'SIGTERM', listener: () => void) {
      listeners.delete(listener);
    },
  };
};
