import { text } from 'node:stream/consumers';
import type { ReadStream } from 'node:tty';

interface Streams {
  readonly input: NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY' | 'setRawMode'>>;
  readonly output: NodeJS.WritableStream;
}

const ENTER = new Set(['\r', '\n', '\u0004']);
const BACK = new Set(['\b', '\u007f']);
const CANCEL = '\u0003';

/** Reads a line from a terminal without showing it. Undefined if the user presses Ctrl+C. */
const readHidden = ({ input, output }: Streams, question: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    let typed = '';
    const finish = (answer: string | undefined) => {
      input.off('data', take);
      input.setRawMode?.(false);
      input.pause();
      output.write('\n');
      resolve(answer);
    };
    const take = (chunk: Buffer | string) => {
      for (const letter of String(chunk)) {
        if (letter === CANCEL) return finish(undefined);
        if (ENTER.has(letter)) return finish(typed);
        typed = BACK.has(letter) ? typed.slice(0, -1) : typed + letter;
      }
    };
    output.write(question);
    input.setRawMode?.(true);
    input.on('data', take);
    input.resume();
  });

/**
 * Reads a secret from the terminal, without showing it, or from a pipe; never from the arguments, which every process
 * on the computer can see. Undefined if the user presses Ctrl+C.
 */
export const readSecret = async (
  question: string,
  streams: Streams = { input: process.stdin, output: process.stderr },
): Promise<string | undefined> =>
  streams.input.isTTY ? readHidden(streams, question) : (await text(streams.input)).trim();
