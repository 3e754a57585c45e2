import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messagesIn } from '../../shared/protocol/batch.ts';
import { MAX_FRAME_TO_BROWSER, REPLY_FRAME } from '../../shared/protocol/limits.ts';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import { encodeWrite } from './encode-write.ts';

const contentOf = (frame: Buffer) => JSON.parse(frame.toString('utf8', 4));
const data = (text: string): HostMessage => ({ type: 'data', id: 1, seq: 0, text });
const END: HostMessage = { type: 'end', id: 1 };
const result = (value: unknown) => ({ type: 'result', id: 7, value }) as const;

test('messages to one channel are one frame', () => {
  const envelopes = [
    { channel: 1, message: data('a') },
    { channel: 2, message: data('b') },
    { channel: 1, message: END },
    { channel: undefined, message: data('c') },
    { channel: undefined, message: END },
  ];
  expect(encodeWrite(envelopes).map(contentOf)).toEqual([
    { channel: 1, message: [data('a'), END] },
    { channel: 2, message: data('b') },
    [data('c'), END],
  ]);
});

test('for any write, each channel gets its messages in order, and no frame is too large', () => {
  const pong: HostMessage = { type: 'pong' };
  const message = fc.oneof(
    fc.constantFrom<HostMessage>(END, pong),
    fc
      .tuple(fc.constantFrom('a', 'ä', '\u0001', '"'), fc.nat(REPLY_FRAME))
      .map(([c, n]) => data(c.repeat(n))),
  );
  const envelope = fc.record({ channel: fc.constantFrom(1, 2, undefined), message });
  fc.assert(
    fc.property(fc.array(envelope, { maxLength: 12 }), (envelopes) => {
      const frames = encodeWrite(envelopes);
      for (const frame of frames) expect(frame.readUInt32LE(0)).toBeLessThanOrEqual(MAX_FRAME_TO_BROWSER);
      const arrived = frames
        .map(contentOf)
        .flatMap((content) =>
          'channel' in content
            ? messagesIn(content.message).map((each) => ({ channel: content.channel, message: each }))
            : messagesIn(content).map((each) => ({ channel: undefined, message: each })),
        );
      for (const channel of [1, 2, undefined]) {
        const of = (list: readonly { channel: unknown; message: unknown }[]) =>
          list.filter((each) => each.channel === channel).map((each) => each.message);
        expect(of(arrived)).toEqual(of(envelopes));
      }
    }),
    { numRuns: 30 },
  );
});

test('a message is wrapped with its channel, if it has one', () => {
  const message = result(1);
  expect(encodeWrite([{ channel: 3, message }]).map(contentOf)).toEqual([{ channel: 3, message }]);
  expect(encodeWrite([{ channel: undefined, message }]).map(contentOf)).toEqual([message]);
});

test('R5: an answer of more than 1 MiB becomes an error for its caller, and no frame exceeds the limit', () => {
  const message = result('ä'.repeat(MAX_FRAME_TO_BROWSER / 2));
  const frame = encodeWrite([{ channel: 3, message }])[0] as Buffer;
  expect(contentOf(frame)).toMatchObject({ channel: 3, message: { type: 'error', id: 7, code: 'internal' } });
  expect(frame.readUInt32LE(0)).toBeLessThan(MAX_FRAME_TO_BROWSER);
});
