import { expect, onTestFinished, test } from 'vitest';
import { createStandIn, type StandIn } from '../../../scripts/stand-in/create-stand-in.ts';
import type { StandInOptions } from '../../../scripts/stand-in/options.ts';
import { createRelay, type UpstreamRequest } from '../relay.ts';
import { createUpstreamGroup } from './upstream-group.ts';

const setGroup = async (...options: readonly StandInOptions[]) => {
  const standIns = options.map(createStandIn);
  const bases = await Promise.all(standIns.map((standIn) => standIn.start()));
  const members = bases.map((base, at) => {
    const own = async () => ({ header: 'authorization', value: `Bearer own-${at}` });
    return { base, relay: createRelay(base, own) };
  });
  const group = createUpstreamGroup({ members, interval: 1e6 });
  onTestFinished(async () => {
    group.close();
    for (const standIn of standIns) await standIn.stop();
  });
  await group.check();
  return { group, bases, standIns, one: standIns[0] as StandIn, other: standIns[1] as StandIn };
};

const chat = (model: string): UpstreamRequest => ({
  method: 'POST',
  path: '/api/chat',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hi' }] }),
  operation: { scope: 'infer' },
  models: [model],
});

const get = (path: string): UpstreamRequest => ({
  method: 'GET',
  path,
  headers: {},
  body: null,
  operation: { scope: 'read' },
  models: [],
});

type Group = ReturnType<typeof createUpstreamGroup>;

const send = (group: Group, request: UpstreamRequest) => {
  const { promise, resolve } = Promise.withResolvers<{
    status: number;
    text: string;
    error?: Error;
    begun?: boolean;
  }>();
  let status = 0;
  let text = '';
  const call = group.send(request, {
    head: (is) => {
      status = is;
    },
    data: (chunk) => {
      text += chunk;
    },
    end: () => resolve({ status, text }),
    fail: (error) => resolve({ status, text, error, begun: status !== 0 }),
  });
  return { done: promise, call };
};

const asked = ({ requests }: StandIn, path = '/api/chat') =>
  requests.filter((each) => each.path === path).length;

test('a request goes to the member that has its model, with or without the tag', async () => {
  const { group, one, other } = await setGroup({ models: ['a:1b'] }, { models: ['b:latest'] });
  for (const model of ['b', 'B:latest', 'a:1b'])
    expect(await send(group, chat(model)).done).toMatchObject({ status: 200 });
  expect([asked(one), asked(other)]).toEqual([1, 2]);
});

test('requests go to the member that has loaded the model, until it is too busy', async () => {
  const { group, one, other } = await setGroup({ models: ['m'] }, { models: ['m'] });
  await send(group, chat('m')).done;
  const gates = Array.from({ length: 4 }, () => one.holdNext());
  const held = gates.map(() => send(group, chat('m')));
  await one.waitFor(() => asked(one) === 5);
  expect(asked(other)).toBe(0);
  const gate = other.holdNext();
  const fifth = Array.from({ length: 2 }, () => send(group, chat('m')));
  await other.waitFor(() => asked(other) === 1);
  for (const each of [...gates, gate]) each.release();
  await Promise.all([...held, ...fifth].map(({ done }) => done));
  expect(group.health().map(({ running }) => running)).toEqual([0, 0]);
});

test('a member that does not respond is skipped until it responds again', async () => {
  const { group, bases, one, other } = await setGroup({ models: ['m'] }, { models: ['m'] });
  await one.stop();
  expect(await send(group, chat('m')).done).toMatchObject({ status: 200 });
  expect(group.health().map(({ healthy }) => healthy)).toEqual([false, true]);
  expect(asked(other)).toBe(1);
  await one.start(Number(new URL(bases[0] as string).port));
  await group.check();
  expect(group.health().map(({ healthy }) => healthy)).toEqual([true, true]);
});

test('a request goes to another member if its Ollama dies before the response, and not after it', async () => {
  const { group, one, other } = await setGroup({ models: ['m'] }, { models: ['m'] });
  const before = one.holdNext();
  const first = send(group, chat('m'));
  await before.reached;
  one.killSockets();
  expect(await first.done).toMatchObject({ status: 200 });
  before.release();
  expect([asked(one), asked(other)]).toEqual([1, 1]);
  const after = other.holdNext({ afterTokens: 2 });
  const second = send(group, chat('m'));
  await after.reached;
  other.killSockets();
  expect(await second.done).toMatchObject({ error: expect.anything(), begun: true });
  after.release();
  expect([asked(one), asked(other)]).toEqual([1, 2]);
});

test('a request whose Ollama has a full queue goes to another one, and the last answer is passed on', async () => {
  const { group, one, other } = await setGroup({ models: ['m'] }, { models: ['m'] });
  const full = { path: '/api/chat', status: 503, chunks: ['{"error":"server busy"}'] };
  one.scriptNext(full);
  expect(await send(group, chat('m')).done).toMatchObject({ status: 200 });
  expect([asked(one), asked(other)]).toEqual([1, 1]);
  for (const each of [one, other]) each.scriptNext(full);
  expect(await send(group, chat('m')).done).toMatchObject({ status: 503, text: '{"error":"server busy"}' });
  expect(group.health().map(({ running, circuit }) => [running, circuit])).toEqual([
    [0, 'closed'],
    [0, 'closed'],
  ]);
});

test('a member whose requests fail gets none, although it answers checks', async () => {
  const { group, one, other } = await setGroup({ models: ['m'] }, { models: [] });
  for (let at = 0; at < 5; at += 1) {
    one.failNextGeneration({ afterTokens: 0, message: 'CUDA error' });
    expect(await send(group, chat('m')).done).toMatchObject({ status: 500 });
  }
  await group.check();
  expect(group.health()[0]).toMatchObject({ healthy: true, circuit: 'open' });
  // It is the only one that has the model, so its own answer names the cause.
  expect(await send(group, chat('m')).done).toMatchObject({ status: 200 });
  expect([group.health()[0]?.circuit, asked(other)]).toEqual(['closed', 0]);
});

test('a conversation stays at the member that answered it, and another one goes to the less busy', async () => {
  const { group, one, other } = await setGroup({ models: ['m'] }, { models: ['m'] });
  const say = (...words: string[]) => ({
    ...chat('m'),
    owner: 'ada',
    body: JSON.stringify({
      model: 'm',
      messages: words.map((word) => ({ role: 'user', content: word.repeat(600) })),
    }),
  });
  await send(group, say('a')).done;
  // The other one loads the model too.
  one.scriptNext({ path: '/api/chat', status: 503, chunks: [] });
  await send(group, chat('m')).done;
  const held = one.holdNext();
  const third = send(group, say('c'));
  await held.reached;
  await send(group, say('d')).done;
  const before = [asked(one), asked(other)];
  await send(group, say('d', 'e')).done;
  await send(group, say('a', 'e')).done;
  expect([before, asked(one), asked(other)]).toEqual([[3, 2], 4, 3]);
  held.release();
  await third.done;
});

test('if no member responds, the error is that of the connection', async () => {
  const { group, one, other } = await setGroup({}, {});
  await Promise.all([one.stop(), other.stop()]);
  expect(await send(group, chat('m')).done).toMatchObject({ error: { code: 'ECONNREFUSED' }, begun: false });
  expect(await send(group, get('/api/tags')).done).toMatchObject({
    error: { code: 'ECONNREFUSED' },
    begun: false,
  });
});

test('listings contain the models of all members that respond', async () => {
  const { group, one } = await setGroup({ models: ['a'] }, { models: ['b', 'a'] });
  const names = async () =>
    JSON.parse((await send(group, get('/api/tags')).done).text).models.map(
      ({ name }: { name: string }) => name,
    );
  expect(await names()).toEqual(['a:latest', 'b:latest']);
  await one.stop();
  expect((await names()).toSorted()).toEqual(['a:latest', 'b:latest']);
});

test('models are managed on the first member', async () => {
  const { group, one, other } = await setGroup({ models: ['a'] }, { models: ['b'] });
  const request = {
    ...chat('b'),
    path: '/api/delete',
    method: 'DELETE',
    operation: { scope: 'manage' },
  } as const;
  expect(await send(group, request).done).toMatchObject({ status: 404 });
  expect([asked(one, '/api/delete'), asked(other, '/api/delete')]).toEqual([1, 0]);
});

test('no member sees the credential of another', async () => {
  const { group, standIns } = await setGroup({ models: ['a'] }, { models: ['b'] });
  await send(group, chat('a')).done;
  await send(group, chat('b')).done;
  await send(group, get('/v1/models')).done;
  for (const [at, { requests }] of standIns.entries()) {
    const shown = requests.map(
      ({ headers }) => headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1],
    );
    expect(new Set(shown)).toEqual(new Set([`Bearer own-${at}`]));
  }
});

test('a disconnect of the caller aborts the request to the member', async () => {
  const { group, one } = await setGroup({ models: ['m'] }, { models: ['m'] });
  one.holdNext();
  const { call, done } = send(group, chat('m'));
  await one.waitFor(() => asked(one) === 1);
  call.abort();
  expect(await done).toMatchObject({ begun: false });
  await one.waitFor(() => one.aborted === 1);
  expect(group.health()[0]).toMatchObject({ running: 0, healthy: true });
});
