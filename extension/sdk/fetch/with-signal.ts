import { onAbort } from '../on-abort.ts';

/** Settles like the promise, or rejects with the signal's reason if it is aborted first. */
export const withSignal = <T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const done = new AbortController();
  onAbort(signal, reject, done.signal);
  return Promise.race([promise, aborted]).finally(() => done.abort());
};
