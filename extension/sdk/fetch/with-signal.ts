import { onAbort } from '../on-abort.ts';

/** The promise, unless the signal is aborted before: then it rejects with the signal's own reason. */
export const withSignal = <T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const done = new AbortController();
  onAbort(signal, reject, done.signal);
  return Promise.race([promise, aborted]).finally(() => done.abort());
};
