import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import { createBodyBudget, type GatewayBody, readBody } from './body-budget.ts';

test('A11: bodies fit until one of the two limits is reached, and again after a release', () => {
  const budget = createBodyBudget({ each: 6, all: 10 });
  const [one, other, third] = [budget.share(), budget.share(), budget.share()];
  expect([one.fits(6), one.fits(7), one.exceeded]).toEqual([true, false, 'each']);
  expect([one.add(4), one.add(3), one.add(2), budget.held]).toEqual([true, false, true, 6]);
  expect([other.add(5), other.exceeded, other.add(4), budget.held]).toEqual([false, 'all', true, 10]);
  expect([third.fits(0), third.fits(1), third.exceeded]).toEqual([true, false, 'all']);
  one.release();
  one.release();
  expect([budget.held, third.add(6), budget.held]).toEqual([4, true, 10]);
});

test('bytes that arrive after the release are not counted', () => {
  const budget = createBodyBudget({ each: 6, all: 10 });
  const share = budget.share();
  share.release();
  expect([share.add(1), share.exceeded, budget.held]).toEqual([false, undefined, 0]);
});

test('an announced length takes no memory until the bytes arrive', () => {
  const budget = createBodyBudget({ each: 10, all: 10 });
  expect([budget.share().fits(10), budget.held, budget.share().fits(10)]).toEqual([true, 0, true]);
});

const operation = (wanted: string) => OPERATIONS.find(({ name }) => name === wanted) as Operation;
const BLOB = OPERATIONS.find(({ body }) => body === 'blob') as Operation;
const stream = Readable.from([]);

/** A body of ten bytes. */
const bodyOf = (inline: boolean): GatewayBody => ({
  inline,
  whole: async (share) => (share.add(10) ? 'ten bytes!' : undefined),
  stream: () => stream,
});

test.each([
  ['a small blob', BLOB, true, 'ten bytes!'],
  ['a large blob', BLOB, false, stream],
  ['a large chat', operation('chat'), false, 'ten bytes!'],
] as const)('%s is read as its operation needs it', async (_name, each, inline, expected) => {
  const budget = createBodyBudget({ each: 10, all: 10 });
  expect(await readBody(each, bodyOf(inline), budget, budget.share())).toBe(expected);
});

test.each([
  [{ each: 9, all: 100 }, 'body_too_large', 'larger than 9 bytes', undefined],
  [{ each: 10, all: 9 }, 'too_many_bodies', 'exceed 9 bytes', 1_000],
  [{ each: 10, all: 0 }, 'too_many_bodies', 'exceed 0 MiB', 1_000],
] as const)('a body beyond a limit of %j is refused with %s', async (limits, code, message, retryAfterMs) => {
  const budget = createBodyBudget(limits);
  const read = async () => readBody(operation('chat'), bodyOf(true), budget, budget.share());
  const refusal = await read().catch((error) => error);
  expect(refusal).toMatchObject({ code, retryAfterMs, message: expect.stringContaining(message) });
});
