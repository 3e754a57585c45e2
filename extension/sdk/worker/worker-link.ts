import { onAbort } from '../on-abort.ts';

/** The message with which a worker opens a connection: the port is transferred with it. */
export interface OpenMessage {
  readonly type: typeof OPEN;
  /** The worker holds a lock with this name as long as it runs, and the page one with `:page` after it. */
  readonly lock: string;
  /** False in a sandboxed frame, which has no locks. */
  readonly held: boolean;
}

export const OPEN = 'ollama-turnkey:open';

/** The first message of the page on a new port, and the last one of either end. */
export const READY = 'ready';
export const CLOSE = 'close';

/**
 * Holds a lock until the signal is aborted, or this context ends: not every browser reports that the other end of a
 * MessagePort is gone, but all release its locks. Resolves to true when it is held, and to false without locks.
 * https://w3c.github.io/web-locks/#agent-integration
 */
export const holdLock = (name: string, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const hold = () => {
      resolve(true);
      return new Promise<void>((release) => onAbort(signal, () => release()));
    };
    const request = async () => navigator.locks.request(name, hold);
    request().catch(() => resolve(false));
  });

/** Calls back when nobody holds a lock any more, unless the signal is aborted before. */
export const onRelease = (name: string, signal: AbortSignal, callback: () => void): void => {
  const request = async () => navigator.locks.request(name, { signal }, () => callback());
  request().catch(() => {});
};
