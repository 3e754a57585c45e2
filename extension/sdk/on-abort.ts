/**
 * Calls `callback` with the reason when the signal is aborted, or at once if it already is. Stops listening when `until`
 * is aborted.
 */
export const onAbort = (
  signal: AbortSignal | undefined,
  callback: (reason: unknown) => void,
  until?: AbortSignal,
): void => {
  const notify = () => callback(signal?.reason);
  if (signal?.aborted) notify();
  else signal?.addEventListener('abort', notify, { signal: until as AbortSignal });
};
