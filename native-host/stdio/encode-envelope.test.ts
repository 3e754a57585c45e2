import { expect, test } from 'vitest';
import { MAX_FRAME_TO_BROWSER } from '../../shared/protocol/limits.ts';
import { encodeEnvelope } from './encode-envelope.ts';

const contentOf = (frame: Buffer) => JSON.parse(frame.toString('utf8', 4));
const result = (value: unknown) => ({ type: 'result', id: 7, value }) as const;

test('a message travels in the envelope of its channel, or bare', () => {
  const message = result(1);
  expect(contentOf(encodeEnvelope({ channel: 3, message }))).toEqual({ channel: 3, message });
  expect(contentOf(encodeEnvelope({ channel: undefined, message }))).toEqual(message);
});

test('R5: an answer of more than 1 MiB becomes an error for who asked, and no frame is ever larger', () => {
  const frame = encodeEnvelope({ channel: 3, message: result('ä'.repeat(MAX_FRAME_TO_BROWSER / 2)) });
  expect(contentOf(frame)).toMatchObject({ channel: 3, message: { type: 'error', id: 7, code: 'internal' } });
  expect(frame.readUInt32LE(0)).toBeLessThan(MAX_FRAME_TO_BROWSER);
});
