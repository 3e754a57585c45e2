import type { IncomingMessage, ServerResponse } from 'node:http';

/** The number of bytes of an unwanted body that are read and dropped. The rest stays in the system's buffers. */
const MOST_BYTES = 1024 * 1024;

/** How long the client may read the response before the connection is destroyed, in milliseconds. */
const MOST_MS = 2_000;

/** Whether a part of the request's body has not arrived yet. */
export const isUnfinished = ({ complete, headers }: IncomingMessage): boolean =>
  !complete && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0);

/**
 * Closes the connection after this response, because the request's body is incomplete and not needed. Call it before the
 * head is written.
 *
 * node:http destroys a socket as soon as its last response is written (lib/_http_server.js, `resOnFinish`, Node 22 to
 * 26). If there are unread bytes, the system then sends a reset, and the client may lose the response (RFC 9112, section
 * 9.6). So this side closes its half first, keeps reading for a limited time and number of bytes, then destroys the rest.
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
