import type { Signals } from '../until-signal.ts';
import { RELOAD, STOP } from './messages.ts';

/** The part of a process that gets messages. */
interface Inbox {
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

const MEANINGS = { [STOP]: 'SIGTERM', [RELOAD]: 'SIGHUP' } as const;

const isMeant = (message: unknown): message is keyof typeof MEANINGS =>
  message === STOP || message === RELOAD;

/** Messages of the first process, in place of signals. One that comes before anything listens for it is kept. */
export const createSignalMessages = (inbox: Inbox): Signals => {
  const listeners = new Map<string, Set<() => void>>();
  const early = new Set<string>();
  inbox.on('message', (message) => {
    if (!isMeant(message)) return;
    const signal = MEANINGS[message];
    const all = listeners.get(signal) ?? new Set();
    if (all.size === 0) early.add(signal);
    for (const listener of all) listener();
  });
  return {
    on(signal, listener) {
      const all = listeners.get(signal) ?? new Set();
      listeners.set(signal, all.add(listener));
      if (early.delete(signal)) queueMicrotask(listener);
    },
    off: (signal, listener) => void listeners.get(signal)?.delete(listener),
  };
};
