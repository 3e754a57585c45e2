import type { Writable } from 'node:stream';

/** Writes the chunks that `next` returns, as fast as they are read, until it returns undefined or the stream closes. */
export const pour = (stream: Writable, next: () => Buffer | undefined): Promise<void> =>
  new Promise((resolve) => {
    const write = () => {
      for (let piece = next(); piece; piece = next()) {
        if (stream.write(piece)) continue;
        stream.once('drain', write);
        return;
      }
      resolve();
    };
    stream.once('close', resolve);
    write();
  });
