import { expect, test, vi } from 'vitest';
import type { Access } from './authorise.ts';
import { createLifetime } from './request-lifetime.ts';
import { createRunningRequests, MAX_LISTED } from './running-requests.ts';

type Context = Parameters<ReturnType<typeof createRunningRequests>['add']>[1];

const access = (scope: string, models: readonly string[]) =>
  ({ grant: { id: 'grant' }, wanted: { operation: { name: 'chat', scope }, models } }) as unknown as Access;

const setUp = () => {
  const clock = { now: 1_000 };
  const onChange = vi.fn();
  const running = createRunningRequests(onChange);
  const add = (chunks = 0, scope = 'infer', models: readonly string[] = ['llama3']) => {
    const lifetime = createLifetime();
    const fail = vi.fn();
    const firstByteAt = chunks > 0 ? 1_000 : null;
    running.add(access(scope, models), {
      ...{ lifetime, reply: { fail }, record: { progress: () => ({ chunks, bytes: 500, firstByteAt }) } },
      authorizer: { caller: { id: 'me' } },
      core: { now: () => clock.now },
    } as unknown as Context);
    return { lifetime, fail };
  };
  return { clock, onChange, running, add };
};

test('a request is listed until it ends, in the order of its start', () => {
  const { onChange, running, add } = setUp();
  const first = add();
  add();
  first.lifetime.end('complete');
  add();
  expect(running.list().map(({ id }) => id)).toEqual([2, 3]);
  expect(running.list()[0]).toEqual({
    ...{ id: 2, caller: 'me', grantId: 'grant', operation: 'chat', model: 'llama3' },
    ...{ startedAt: 1_000, bytes: 500, tokensPerSecond: null },
  });
  expect([running.count, onChange.mock.calls.length]).toEqual([2, 4]);
});

test.each([
  ['no chunk', 0, 'infer', null],
  ['one chunk, which may be a whole response', 1, 'infer', null],
  ['21 chunks in two seconds', 21, 'infer', 10],
  ['a download', 21, 'manage', null],
])('the speed after %s', (_, chunks, scope, expected) => {
  const { clock, running, add } = setUp();
  add(chunks, scope);
  clock.now = 3_000;
  expect(running.list()[0]?.tokensPerSecond).toBe(expected);
});

test('no speed is infinite', () => {
  const { running, add } = setUp();
  add(5);
  expect(running.list()[0]?.tokensPerSecond).toBeNull();
});

test('stopping ends that request for its client, and no other', () => {
  const { running, add } = setUp();
  const [one, other] = [add(), add()];
  expect(running.stop(2)).toBe(true);
  expect(other.fail).toHaveBeenCalledWith(expect.objectContaining({ code: 'stopped_by_user' }), true);
  expect(one.fail).not.toHaveBeenCalled();
  expect(running.stop(3)).toBe(false);
});

test('a list is bounded, with the newest requests and short names', () => {
  const { running, add } = setUp();
  for (let count = 0; count < MAX_LISTED + 5; count += 1) add(0, 'infer', ['x'.repeat(1_000)]);
  const list = running.list();
  expect([list.length, list.at(-1)?.id, list[0]?.model?.length]).toEqual([MAX_LISTED, MAX_LISTED + 5, 200]);
});

test('a request that has ended is not added', () => {
  const { running, add } = setUp();
  const { lifetime } = add();
  lifetime.end('complete');
  running.add(access('infer', []), { lifetime } as Context);
  expect(running.count).toBe(0);
});
