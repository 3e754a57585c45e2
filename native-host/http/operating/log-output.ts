import type { Writable } from 'node:stream';

/** The number of bytes that may wait for a slow or stalled reader. Further lines are dropped. */
const MAX_WAITING = 1024 * 1024;

/**
 * Writes lines to a stream whose reader may exit (`serve --access-log | head -1`), stall or be slow. Without an `error`
 * listener, the stream's EPIPE would end the process (Node, "Process I/O"). Calls `say` once when logging stops, and
 * once after each period in which lines were dropped.
 */
export const createLogOutput = (
  stream: Pick<Writable, 'on' | 'write' | 'writableLength'>,
  say: (text: string) => void,
): ((line: string) => void) => {
  let stopped = false;
  let dropped = 0;
  stream.on('error', ({ code = 'unknown error' }: NodeJS.ErrnoException) => {
    if (stopped) return;
    stopped = true;
    say(`The access log cannot be written (${code}) and stops. Requests are still served.`);
  });
  return (line) => {
    if (stopped) return;
    if (stream.writableLength > MAX_WAITING) {
      if (dropped === 0) say('The access log is not read fast enough. Lines are dropped until it is.');
      dropped += 1;
      return;
    }
    if (dropped > 0) say(`The access log is read again. ${dropped} lines were dropped.`);
    dropped = 0;
    stream.write(line);
  };
};
