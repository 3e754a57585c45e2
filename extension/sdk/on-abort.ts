/** Calls back once when the signal is aborted, also if it is already. @returns what takes the callback away */
export const onAbort = (
  signal: AbortSignal | undefined,
  callback: (reason: unknown) => void,
): (() => void) => {
  const tell = () => callback(signal?.reason);
  if (signal?.aborted) tell();
  signal?.addEventListener('abort', tell);
  return () => signal?.removeEventListener('abort', tell);
};
