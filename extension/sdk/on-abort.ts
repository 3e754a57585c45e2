/** Calls back once with the reason when the signal is aborted, at once if it is already. Listens until `until` is aborted. */
export const onAbort = (
  signal: AbortSignal | undefined,
  callback: (reason: unknown) => void,
  until?: AbortSignal,
): void => {
  const notify = () => callback(signal?.reason);
  if (signal?.aborted) notify();
  else signal?.addEventListener('abort', notify, { signal: until as AbortSignal });
};
