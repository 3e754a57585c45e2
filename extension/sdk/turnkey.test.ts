import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { ClientMessage, HostMessage } from '../../shared/protocol/messages.ts';
import { createTurnkey } from './index.ts';
import { reply } from './testing/fake-connection.ts';
import { fakeRuntime } from './testing/fake-runtime.ts';

const grant = { id: 'g', name: 'n', kind: 'key', scopes: [], models: null, expiresAt: null } as const;
const welcome = (code?: ErrorCode): HostMessage => ({
  type: 'welcome',
  protocol: 1,
  host: { version: '1' },
  limits: { replyWindow: 1, uploadWindow: 1 },
  grant: code ? null : grant,
  problem: code && { code, message: 'No.' },
});

let chrome = fakeRuntime();

/** The keys that the host has received, one for each connection. */
const shown = () => chrome.ports.map(({ posted }) => (posted[0] as { key?: string }).key);

beforeEach(() => {
  chrome = fakeRuntime();
  chrome.answer = (message: ClientMessage) => {
    if (message.type === 'hello') return [welcome(message.key === 'bad' ? 'key_wrong' : undefined)];
    return message.type === 'request' ? reply(message.id, { text: 'x' }) : [];
  };
  vi.stubGlobal('chrome', chrome);
});
afterEach(() => vi.unstubAllGlobals());

test('nothing is opened before the first use', () => {
  createTurnkey({ key: 'a' });
  expect(chrome.ports).toEqual([]);
});

test('the host receives what to ask the user for, and requestAccess() has the same defaults', async () => {
  const terms = { scopes: ['read', 'manage'], models: ['llama3'], reason: 'To download a model.' } as const;
  const turnkey = createTurnkey({ ask: 'never', ...terms });
  void turnkey.requestAccess({ reason: 'To tidy up.' }).catch(() => {});
  await turnkey.fetch('http://ollama/api/tags');
  const [hello, call] = (chrome.ports[0]?.posted ?? []) as [ClientMessage, ClientMessage];
  expect(hello).toMatchObject({ type: 'hello', access: { ask: 'never', ...terms } });
  expect(call).toMatchObject({ name: 'access.request', params: { ...terms, reason: 'To tidy up.' } });
});

test('setKey sends the key at once and resolves to its grant', async () => {
  const turnkey = createTurnkey();
  await turnkey.fetch('http://ollama/api/tags');
  expect(await turnkey.setKey('a')).toEqual(grant);
  await turnkey.fetch('http://ollama/api/tags');
  expect(shown()).toEqual([undefined, 'a']);
  expect(chrome.ports.map(({ connected }) => connected)).toEqual([false, true]);
});

test('a key that the host rejects changes nothing', async () => {
  const turnkey = createTurnkey({ key: 'a' });
  await turnkey.fetch('http://ollama/api/tags');
  await expect(turnkey.setKey('bad')).rejects.toMatchObject({ code: 'key_wrong' });
  await turnkey.fetch('http://ollama/api/tags');
  turnkey.close();
  await turnkey.fetch('http://ollama/api/tags');
  expect(shown()).toEqual(['a', 'bad', 'a']);
});

test('a key can be removed', async () => {
  const turnkey = createTurnkey({ key: 'a' });
  await turnkey.setKey(undefined);
  await turnkey.fetch('http://ollama/api/tags');
  expect(shown()).toEqual([undefined]);
});

test('a key that cannot be sent now is sent at the next connection', async () => {
  const turnkey = createTurnkey();
  const answer = chrome.answer;
  chrome.answer = () => [{ type: 'closed', problem: { code: 'host_missing', message: 'No.' } }];
  await expect(turnkey.setKey('a')).rejects.toMatchObject({ code: 'host_missing' });
  chrome.answer = answer;
  await turnkey.fetch('http://ollama/api/tags');
  expect(shown()).toEqual(['a', 'a']);
});

test('running requests continue on the previous connection, which then closes', async () => {
  const turnkey = createTurnkey();
  const answer = chrome.answer;
  chrome.answer = (message) =>
    message.type === 'request' ? reply(message.id, { text: 'x' }).slice(0, 2) : answer(message);
  const text = (await turnkey.fetch('http://ollama/api/tags')).text();
  await turnkey.setKey('a');
  const [former] = chrome.ports;
  expect(former?.connected).toBe(true);
  former?.onMessage.emit({ type: 'end', id: 1 });
  expect([await text, former?.connected]).toEqual(['x', false]);
});

test('close ends previous connections too', async () => {
  const turnkey = createTurnkey();
  const answer = chrome.answer;
  chrome.answer = (message) =>
    message.type === 'request' ? reply(message.id, { text: 'x' }).slice(0, 2) : answer(message);
  const response = await turnkey.fetch('http://ollama/api/tags');
  await turnkey.setKey('a');
  turnkey.close();
  await expect(response.text()).rejects.toMatchObject({ code: 'interrupted' });
  expect(chrome.ports.some(({ connected }) => connected)).toBe(false);
});

test('a denied request and a new key make a watcher read the status', async () => {
  let looks = 0;
  const answer = chrome.answer;
  const ready = { state: 'ready' } as const;
  chrome.answer = (message) => {
    if (message.type === 'request')
      return reply(message.id, { status: 403, headers: [['X-Turnkey-Error', 'denied']] });
    if (message.type !== 'call') return answer(message);
    looks += 1;
    const value = { version: '1', access: ready, ollama: ready, grant: { ...grant, name: String(looks) } };
    return [{ type: 'result', id: message.id, value }];
  };
  const turnkey = createTurnkey();
  const seen = async (count: number) => {
    while (looks < count) await new Promise(setImmediate);
  };
  const stop = turnkey.onStatusChange(() => {});
  await seen(1);
  await turnkey.fetch('http://ollama/api/tags');
  await seen(2);
  await turnkey.setKey('a');
  await seen(3);
  stop();
});
