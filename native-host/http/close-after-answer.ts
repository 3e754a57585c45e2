import type { IncomingMessage, ServerResponse } from 'node:http';

/** Bytes of an unwanted body that are read and dropped; what comes after them waits in the system's buffers. */
const MOST_BYTES = 1024 * 1024;

/** How long the client has to read the answer before the connection is cut. */
const MOST_MS = 2_000;

/** Whether a part of the request's body is still to come. */
export const isUnfinished = ({ complete, headers }: IncomingMessage): boolean =>
  !complete && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0);

/**
 * Closes the connection after this answer, because the request's body is not all here and not wanted. Call it before
 * the head is written.
 *
 * node:http destroys a socket as soon as its last answer is written (lib/_http_server.js, `resOnFinish`, Node 22 to 26).
 * Bytes that nobody has read then make the system send a reset, which can take the answer from the client (RFC 9112,
 * 9.6). So this side closes its half first, reads on for a bounded time and number of bytes, and cuts the rest.
 */
export const closeAfterAnswer = (
  request: IncomingMessage,
  response: Pick<ServerResponse, 'shouldKeepAlive'>,
): void => {
  const { socket } = request;
  let left = MOST_BYTES;
  let closing = false;
  request.unpipe();
  request.removeAllListeners('data').on('data', ({ byteLength }: Buffer) => {
    left -= byteLength;
    if (left < 0) request.pause();
  });
  request.resume();
  response.shouldKeepAlive = false;
  socket.destroySoon = () => {
    if (closing) return;
    closing = true;
    if (request.complete) socket.end(() => socket.destroy());
    else socket.end();
    const timer = setTimeout(() => socket.destroy(), MOST_MS);
    socket.once('close', () => clearTimeout(timer));
    request.once('end', () => socket.destroy());
  };
};
