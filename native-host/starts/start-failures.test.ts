import { describe, expect, test } from 'vitest';
import { ERRORS } from '../../shared/errors/codes.ts';
import { createFrameDecoder } from '../stdio/frame-decoder.ts';
import { LAST_WORDS_HEADER, lastWords, START_FAILURES, type StartFailureName } from './start-failures.ts';

const NAMES = Object.keys(START_FAILURES) as StartFailureName[];

describe.each(NAMES)('%s', (name) => {
  test('is a frame that a browser reads, with the help of its code', () => {
    const frames: unknown[] = [];
    const decode = createFrameDecoder((frame) => frames.push(frame), 1 << 20);
    decode(Buffer.concat([Buffer.from(LAST_WORDS_HEADER), Buffer.from(lastWords(name))]));
    const { code, message, help } = START_FAILURES[name];
    expect(frames).toEqual([{ type: 'error', code, message, help }]);
    expect(help).toBe(ERRORS[code].help);
  });

  test('can be written by a shell script and by a batch file', () => {
    expect(lastWords(name)).toMatch(/^[ -~]+$/);
    expect(lastWords(name)).not.toMatch(/['%\\!^&|<>]/);
  });
});

test('the header has bytes that UTF-8 keeps and no shell interprets', () => {
  for (const byte of LAST_WORDS_HEADER) {
    expect(byte).toBeLessThan(0x80);
    expect([0x0a, 0x0d, 0x1a]).not.toContain(byte);
  }
});
