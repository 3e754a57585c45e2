import { connect, type Socket } from 'node:net';

/** The response to one request. Times are in milliseconds since it was sent. */
interface Got {
  readonly status: number;
  readonly firstByteMs: number;
  readonly ms: number;
}

/** A keep-alive connection of the load generator, which sends one request at a time. */
export interface Connection {
  ask(bytes: Buffer, onData?: (chunk: Buffer) => void): Promise<Got>;
  close(): void;
}

const END_OF_CHUNKS = '0\r\n\r\n';

/**
 * Opens a connection with a minimal HTTP client, so that the load generator costs little: it reads responses with a
 * content length or with chunks. If the server closes the connection after a response, it is opened again.
 */
export const openConnection = (url: string): Connection => {
  const { hostname, port } = new URL(url);
  let socket: Socket | undefined;
  let take: (chunk: Buffer) => void = () => {};
  let fail: (error: Error) => void = () => {};

  const open = (): Socket => {
    const fresh = connect({ host: hostname, port: Number(port), noDelay: true });
    /** Ignores the events of a socket that was replaced. */
    const broken = (error: Error) => {
      if (socket !== fresh) return;
      socket = undefined;
      fail(error);
    };
    fresh.on('data', (chunk: Buffer) => take(chunk));
    fresh.on('error', broken);
    fresh.on('close', () =>
      broken(new Error('The server closed the connection before the end of its response.')),
    );
    return fresh;
  };

  return {
    ask: (bytes, onData) =>
      new Promise((resolve, reject) => {
        const sent = performance.now();
        let firstByteMs = 0;
        let head = '';
        let status = 0;
        let left = -1;
        let tail = '';
        let closes = false;

        const done = () => {
          take = () => {};
          fail = () => {};
          if (closes) {
            const old = socket;
            socket = undefined;
            old?.destroy();
          }
          resolve({ status, firstByteMs, ms: performance.now() - sent });
        };
        const body = (chunk: Buffer) => {
          if (chunk.byteLength > 0) onData?.(chunk);
          if (left >= 0) {
            left -= chunk.byteLength;
            if (left <= 0) done();
            return;
          }
          tail = (tail + chunk.toString('latin1', Math.max(0, chunk.byteLength - 5))).slice(-5);
          if (tail === END_OF_CHUNKS) done();
        };
        let again = true;
        fail = (error) => {
          // The server closed the idle connection before the request arrived. Like any client, send it again.
          if (again && head === '') {
            again = false;
            socket = open();
            socket.write(bytes);
            return;
          }
          fail = () => {};
          reject(error);
        };
        take = (chunk) => {
          if (status > 0) return body(chunk);
          if (head === '') firstByteMs = performance.now() - sent;
          head += chunk.toString('latin1');
          const end = head.indexOf('\r\n\r\n');
          if (end < 0) return;
          const lines = head.slice(0, end);
          status = Number(lines.slice(9, 12));
          closes = /^connection: *close/im.test(lines);
          const length = /^content-length: *(\d+)/im.exec(lines)?.[1];
          left = length === undefined ? -1 : Number(length);
          body(Buffer.from(head.slice(end + 4), 'latin1'));
        };
        socket ??= open();
        socket.write(bytes);
      }),
    close() {
      fail = () => {};
      socket?.destroy();
    },
  };
};
