import type { IncomingMessage } from 'node:http';
import type { Progress } from './connection-limits.ts';

/**
 * Calls `onStalled` when a body makes too little progress. Time in which this side does not read does not count. Call
 * the returned function when the body is complete or no longer needed.
 */
export const watchProgress = (
  request: Pick<IncomingMessage, 'isPaused' | 'socket'>,
  { ms, bytes }: Progress,
  onStalled: () => void,
): (() => void) => {
  let before = request.socket.bytesRead;
  const timer = setInterval(() => {
    const now = request.socket.bytesRead;
    const isSlow = now - before < bytes && !request.isPaused();
    before = now;
    if (!isSlow) return;
    clearInterval(timer);
    onStalled();
  }, ms).unref();
  return () => clearInterval(timer);
};
