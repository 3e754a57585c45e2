import { beforeEach, expect, test, vi } from 'vitest';
import { problem } from '../../../shared/errors/problem.ts';
import { createWelcomeTab } from './welcome-tab.ts';

const fake = vi.hoisted(() => ({
  session: new Map<string, unknown>(),
  installed: undefined as unknown as (details: { reason: string }) => void,
  tabs: [] as { id: number; windowId: number }[],
  create: vi.fn(),
  update: vi.fn(),
  focus: vi.fn(),
}));

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: {
      getURL: (path: string) => `chrome-extension://companion/${path}`,
      onInstalled: {
        addListener(listener: typeof fake.installed) {
          fake.installed = listener;
        },
      },
    },
    tabs: { query: async () => fake.tabs, create: fake.create, update: fake.update },
    windows: { update: fake.focus },
    storage: {
      session: {
        get: async () => Object.fromEntries(fake.session),
        set: async (items: object) => {
          for (const [key, value] of Object.entries(items)) fake.session.set(key, value);
        },
      },
    },
  },
}));

const WELCOME = { url: 'chrome-extension://companion/pages/welcome/welcome.html' };
const REQUEST = { type: 'request', id: 1 };
const MISSING = problem('host_missing', 'It is not there.');

beforeEach(() => {
  fake.session.clear();
  fake.tabs = [];
  for (const each of [fake.create, fake.update, fake.focus]) each.mockReset().mockResolvedValue({});
});

/** Resolves when the promises that are pending now have settled. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

type Receive = (message: unknown) => void;

/** The tab with the port of one extension. */
const setUp = (token?: string, welcome = createWelcomeTab({ readToken: async () => token })) => {
  const listeners = new Set<Receive>();
  const onMessage = {
    addListener: (listener: Receive) => listeners.add(listener),
    removeListener: (listener: Receive) => listeners.delete(listener),
  };
  welcome.watch({ onMessage } as never);
  return {
    welcome,
    listeners,
    async send(...messages: unknown[]) {
      for (const message of messages) for (const listener of listeners) listener(message);
      await settled();
    },
  };
};

test('it opens after the installation, and not after an update', async () => {
  const { send } = setUp();
  for (const reason of ['update', 'browser_update']) fake.installed({ reason });
  await send();
  expect(fake.create).not.toHaveBeenCalled();
  fake.installed({ reason: 'install' });
  await send();
  expect(fake.create.mock.calls).toEqual([[WELCOME]]);
});

test.each([
  ['sends a request', [REQUEST]],
  ['asks for access', [{ type: 'call', id: 1, name: 'access.request' }]],
  [
    'asks for access although its requests may not',
    [
      { type: 'hello', access: { ask: 'never' } },
      { type: 'call', id: 1, name: 'access.request' },
    ],
  ],
])('without a pairing, it opens when an extension %s', async (_, messages) => {
  const { send, listeners } = setUp();
  await send({ type: 'hello' }, ...messages);
  expect(fake.create.mock.calls).toEqual([[WELCOME]]);
  expect(listeners.size).toBe(0);
});

test.each([
  ['only connects', []],
  ['checks the status', [{ type: 'call', id: 1, name: 'status' }]],
  ['sends a request in the background', [{ type: 'hello', access: { ask: 'never' } }, REQUEST]],
  ['has a key of its own', [{ type: 'hello', key: 'otk_…' }, REQUEST]],
  ['sends nonsense', [null, 7, 'request', [], {}]],
])('it does not open when an extension %s', async (_, messages) => {
  const { send } = setUp();
  await send({ type: 'hello' }, ...messages);
  expect(fake.create).not.toHaveBeenCalled();
});

test('a paired browser shows it only if the Turnkey app is gone and an extension has asked', async () => {
  const { welcome, send } = setUp('the token');
  welcome.lineEnded(MISSING);
  await send(REQUEST);
  expect(fake.create).not.toHaveBeenCalled();
  welcome.lineEnded(problem('host_failed', 'It does not start.'));
  await send();
  expect(fake.create).not.toHaveBeenCalled();
});

test.each([
  ['a paired browser', 'the token', { type: 'hello' }],
  ['an extension with a key of its own', undefined, { type: 'hello', key: 'otk_…' }],
])('%s shows it if the Turnkey app was removed', async (_, token, hello) => {
  const { welcome, send } = setUp(token);
  await send(hello, REQUEST);
  welcome.lineEnded(MISSING);
  await send();
  expect(fake.create.mock.calls).toEqual([[WELCOME]]);
});

test('an open tab is brought to the front, once until the browser closes', async () => {
  fake.tabs = [{ id: 3, windowId: 4 }];
  await setUp().send(REQUEST);
  expect(fake.create).not.toHaveBeenCalled();
  expect(fake.update.mock.calls).toEqual([[3, { active: true }]]);
  expect(fake.focus.mock.calls).toEqual([[4, { focused: true }]]);
  await setUp().send(REQUEST);
  expect(fake.update).toHaveBeenCalledTimes(1);
});

test('many requests at once open one tab, and none later, even after the worker has restarted', async () => {
  const first = setUp();
  const second = setUp(undefined, first.welcome);
  await Promise.all([first.send(REQUEST), second.send(REQUEST)]);
  expect(fake.create).toHaveBeenCalledTimes(1);
  await setUp().send(REQUEST);
  expect(fake.create).toHaveBeenCalledTimes(1);
});

test('a browser without a window causes no unhandled rejection', async () => {
  fake.create.mockRejectedValue(new Error('No current window'));
  await setUp().send(REQUEST);
  expect(fake.create).toHaveBeenCalledTimes(1);
});

test('it opens when an extension asks and the host no longer accepts the stored token', async () => {
  const { send, welcome } = setUp('a token');
  await send(REQUEST);
  expect(fake.create).not.toHaveBeenCalled();
  welcome.paired(false);
  await settled();
  expect(fake.create.mock.calls).toEqual([[WELCOME]]);
});

test('a pairing that ends opens nothing until an extension without a key asks', async () => {
  const { send, welcome } = setUp('a token');
  await send(REQUEST);
  for (const isPaired of [true, false]) welcome.paired(isPaired);
  const { send: sendWithKey } = setUp('a token', welcome);
  await sendWithKey({ type: 'hello', key: 'otk_1' }, REQUEST);
  expect(fake.create).not.toHaveBeenCalled();
  const { send: sendAgain } = setUp('a token', welcome);
  await sendAgain(REQUEST);
  expect(fake.create.mock.calls).toEqual([[WELCOME]]);
});
