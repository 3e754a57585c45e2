import fc from 'fast-check';
import type { Operation } from '../../shared/operations/operations.ts';
import {
  FRAME_TARGET,
  INLINE_BODY,
  MAX_FRAME_TO_BROWSER,
  REPLY_FRAME,
} from '../../shared/protocol/limits.ts';
import { type Case, RELAYED } from './case.ts';

/** A case without its number. */
export type Wish = Omit<Case, 'number'>;

const bytes = (most: number) =>
  fc.uint8Array({ minLength: 1, maxLength: most }).map((each) => Buffer.from(each));

const LINE = Buffer.from(`${JSON.stringify({ response: 'ä"\\\u0001😀'.repeat(250_000) })}\n`);

const lines = fc
  .array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 20 })
  .map((texts) => Buffer.from(texts.map((response) => `${JSON.stringify({ response })}\n`).join('')));

const pieces = fc.oneof(
  { weight: 3, arbitrary: bytes(50) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: lines },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 200_000 }).map((size) => Buffer.alloc(size, '😀')) },
  { weight: 1, arbitrary: fc.constant(LINE) },
);

/** Splits bytes at any position, mostly inside characters. */
const recut = (chunks: readonly Buffer[], step: number): Buffer[] => {
  const whole = Buffer.concat(chunks);
  const size = Math.max(step, Math.ceil(whole.byteLength / 40));
  return Array.from({ length: Math.ceil(whole.byteLength / size) }, (_, at) =>
    whole.subarray(at * size, (at + 1) * size),
  );
};

const answers = (most: number) =>
  fc.oneof(
    fc.array(pieces, { maxLength: most }),
    fc
      .tuple(fc.array(pieces, { maxLength: most }), fc.integer({ min: 1, max: 9 }))
      .map((both) => recut(...both)),
  );

/** The host filters lists of models, so their bodies must be valid lists. */
const asListing = ({ listing }: Operation, answer: readonly Buffer[]): readonly Buffer[] => {
  if (!listing) return answer;
  const details = Buffer.concat(answer).toString('latin1');
  const entries = ['a', 'b'].map((name) => ({ [listing.name]: name, details }));
  return recut([Buffer.from(JSON.stringify({ [listing.field]: entries }))], 7);
};

const contents = fc.oneof(
  bytes(300),
  fc.integer({ min: 100_000, max: 1_500_000 }).map((size) => Buffer.alloc(size, 'ß')),
);

/** Any body and any response, with a maximum number of pieces. */
export const anyOf = (operation: Operation, most = 8): fc.Arbitrary<Wish> =>
  fc.record({
    operation: fc.constant(operation),
    method: fc.constantFrom(...operation.methods),
    content: contents,
    answer: answers(most).map((answer) => asListing(operation, answer)),
  });

/** Returns a number of cases over all operations in turn. The same seed gives the same cases. */
export const mixture = (count: number, seed: number): Case[] => {
  const wishes = fc.tuple(...RELAYED.map((operation) => anyOf(operation, 3)));
  const rounds = fc.sample(wishes, { numRuns: Math.ceil(count / RELAYED.length), seed });
  return rounds
    .flat()
    .slice(0, count)
    .map((wish, number) => ({ ...wish, number }));
};

/** Body sizes at which the transfer changes: see shared/protocol/limits.ts. */
const EDGES = [0, REPLY_FRAME, INLINE_BODY, FRAME_TARGET, MAX_FRAME_TO_BROWSER];

const sizes = fc
  .tuple(fc.constantFrom(...EDGES), fc.integer({ min: -70, max: 70 }))
  .map(([edge, more]) => Math.max(1, edge + more));

/** Contents of bodies: random bytes, UTF-8 characters of each length, and characters that JSON escapes. */
const FILLS = [
  Buffer.from([0xff, 0x00, 0xc3, 0x80]),
  ...['a', 'ß', '漢', '😀', '\u0001', '"\\'].map((text) => Buffer.from(text)),
];

const TAKES_ANYTHING = RELAYED.filter(
  ({ body, methods }) => ['json', 'blob'].includes(body) && methods.includes('POST'),
);

/** A body of one of those sizes, which the response echoes. */
export const echoes: fc.Arbitrary<Wish> = fc.record({
  operation: fc.constantFrom(...TAKES_ANYTHING),
  method: fc.constant('POST'),
  content: fc.tuple(sizes, fc.constantFrom(...FILLS)).map(([size, fill]) => Buffer.alloc(size, fill)),
  answer: fc.constant('echo' as const),
});
