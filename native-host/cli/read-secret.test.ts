import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { readSecret } from './read-secret.ts';

const terminal = () => {
  const raw: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode(mode: boolean) {
      raw.push(mode);
      return input as never;
    },
  });
  const output = new PassThrough();
  return { input, output, raw, shown: () => text(output.end()) };
};

test('the input is not shown', async () => {
  const { input, output, raw, shown } = terminal();
  const secret = readSecret('Key: ', { input, output });
  input.write('sek');
  input.write('x\u007fret\r');
  expect(await secret).toBe('sekret');
  expect([await shown(), raw]).toEqual(['Key: \n', [true, false]]);
});

test('Ctrl+C cancels', async () => {
  const { input, output } = terminal();
  const secret = readSecret('Key: ', { input, output });
  input.write('sek\u0003');
  expect(await secret).toBeUndefined();
});

test('a pipe is read to its end', async () => {
  const input = new PassThrough();
  input.end('sekret\n');
  expect(await readSecret('Key: ', { input, output: new PassThrough() })).toBe('sekret');
});
