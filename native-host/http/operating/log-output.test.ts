import { PassThrough, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogOutput } from './log-output.ts';

test('A9: when the reader exits, logging stops, which is reported once', async () => {
  const written: string[] = [];
  const said: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done(written.length > 1 ? Object.assign(new Error('broken pipe'), { code: 'EPIPE' }) : null);
    },
  });
  const write = createLogOutput(stream, (text) => void said.push(text));
  for (const line of ['one\n', 'two\n', 'three\n']) write(line);
  await new Promise((resolve) => stream.once('close', resolve));
  write('four\n');
  expect(written).toEqual(['one\n', 'two\n']);
  expect(said).toEqual(['The access log cannot be written (EPIPE) and stops. Requests are still served.']);
});

test('A9: a reader that stalls causes only a bounded amount of memory', () => {
  const said: string[] = [];
  const stream = new PassThrough();
  const write = createLogOutput(stream, (text) => void said.push(text));
  const line = 'x'.repeat(1024);
  for (let count = 0; count < 4096; count += 1) write(line);
  expect(stream.writableLength + stream.readableLength).toBeLessThan(2 * 1024 * 1024);
  stream.resume();
  while (stream.read() !== null);
  expect(said).toEqual(['The access log is not read fast enough. Lines are dropped until it is.']);
  write(line);
  expect(said[1]).toMatch(/^The access log is read again\. \d+ lines were dropped\.$/);
});
