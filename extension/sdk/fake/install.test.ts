import { afterEach, expect, test, vi } from 'vitest';
import { serveContentScripts } from '../content/serve-content-scripts.ts';
import { createTurnkey as inContentScript } from '../content.ts';
import { createTurnkey } from '../index.ts';
import { register, unregister } from '../register/register.ts';
import { createFakeCompanion } from './fake-companion.ts';
import { installFakeCompanion } from './install.ts';

const realm = globalThis as { chrome?: unknown; browser?: unknown };

afterEach(() => {
  unregister();
  vi.unstubAllGlobals();
});

test('without an extension API, one is created, and removed again', async () => {
  const undo = installFakeCompanion(createFakeCompanion());
  expect(await createTurnkey().status()).toMatchObject({ ready: true });
  undo();
  expect(realm.chrome).toBeUndefined();
  expect(await createTurnkey().status()).toMatchObject({ problem: { code: 'companion_missing' } });
});

test('other stubs of a test stay', async () => {
  const runtime = { id: 'mine' };
  vi.stubGlobal('chrome', { storage: 1, runtime });
  const undo = installFakeCompanion(createFakeCompanion());
  expect(chrome).toMatchObject({ storage: 1, runtime: { id: 'mine' } });
  expect(chrome.runtime.getURL('/a.html')).toBe('chrome-extension://mine/a.html');
  expect(await createTurnkey().status()).toMatchObject({ ready: true });
  undo();
  expect(runtime).toEqual({ id: 'mine' });
});

test('what is opened to others is not taken', async () => {
  const connect = vi.fn();
  vi.stubGlobal('browser', { runtime: { id: 'mine', connect } });
  const undo = installFakeCompanion(createFakeCompanion());
  const { runtime } = (globalThis as unknown as { browser: typeof chrome }).browser;
  runtime.connect('other', { name: 'x' });
  runtime.connect();
  expect(connect.mock.calls).toEqual([['other', { name: 'x' }], []]);
  expect(await createTurnkey().status()).toMatchObject({ ready: true });
  undo();
  expect(runtime.connect).toBe(connect);
});

test('the real host is not started by an extension that could', async () => {
  const connectNative = vi.fn();
  vi.stubGlobal('chrome', { runtime: { id: 'mine', connectNative } });
  installFakeCompanion(createFakeCompanion());
  expect(await createTurnkey().status()).toMatchObject({ ready: true });
  expect(connectNative).not.toHaveBeenCalled();
});

test('register, and the fetch of the clients on top of it', async () => {
  const undo = installFakeCompanion(createFakeCompanion({ models: ['a'] }));
  register();
  expect(await (await fetch('http://localhost:11434/api/tags')).json()).toMatchObject({
    models: [{ name: 'a' }],
  });
  undo();
});

test('a content script reaches the background of the same test', async () => {
  installFakeCompanion(createFakeCompanion());
  expect(await inContentScript().status()).toMatchObject({ problem: { code: 'background_missing' } });
  const stop = serveContentScripts();
  expect(await inContentScript().status()).toMatchObject({ ready: true });
  const response = await inContentScript().fetch('http://ollama/api/version');
  expect(await response.json()).toEqual({ version: '0.24.0' });
  stop();
});
