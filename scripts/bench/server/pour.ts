import type { Writable } from 'node:stream';

/** Writes what `next` gives, as fast as it is taken, until that gives nothing or the stream closes. */
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
