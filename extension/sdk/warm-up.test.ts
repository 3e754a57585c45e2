import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClientMessage, HostMessage } from '../../shared/protocol/messages.ts';
import { createTurnkey } from './index.ts';
import { reply } from './testing/fake-connection.ts';
import { fakeRuntime } from './testing/fake-runtime.ts';

const GRANT = { id: 'g', name: 'n', kind: 'key', scopes: [], models: null, expiresAt: null } as const;
const LIMITS = { replyWindow: 1, uploadWindow: 1 };

const answer = (message: ClientMessage): readonly HostMessage[] => {
  if (message.type === 'hello')
    return [{ type: 'welcome', protocol: 1, host: { version: '1' }, limits: LIMITS, grant: GRANT }];
  return message.type === 'request' ? reply(message.id, { text: 'x' }) : [];
};

let chrome = fakeRuntime();
/** The page: its events, and whether it is hidden. */
let page = new EventTarget();

const setHidden = (hidden: boolean) => {
  vi.stubGlobal('document', { hidden });
  page.dispatchEvent(new Event('visibilitychange'));
};

const typesPosted = () =>
  chrome.ports.map(({ posted }) => (posted as ClientMessage[]).map(({ type }) => type));

beforeEach(() => {
  chrome = fakeRuntime();
  chrome.answer = answer;
  page = new EventTarget();
  vi.stubGlobal('chrome', chrome);
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});
afterEach(() => vi.unstubAllGlobals());

test('it opens a connection that the next request uses, and sends nothing but hello', async () => {
  const turnkey = createTurnkey();
  expect(turnkey.warmUp()).toBeUndefined();
  turnkey.warmUp();
  expect(typesPosted()).toEqual([['hello']]);
  await turnkey.fetch('http://ollama/api/tags');
  expect(typesPosted()).toEqual([['hello', 'request']]);
});

test('it does not throw if Turnkey is missing, and the next request reports why', async () => {
  vi.stubGlobal('chrome', undefined);
  const turnkey = createTurnkey();
  expect(() => turnkey.warmUp()).not.toThrow();
  await expect(turnkey.fetch('http://ollama/api/tags')).rejects.toMatchObject({ code: 'companion_missing' });
});

test('a page that has used Turnkey warms up when it becomes visible again', async () => {
  const turnkey = createTurnkey();
  setHidden(false);
  expect(chrome.ports).toHaveLength(0);
  await turnkey.fetch('http://ollama/api/tags');
  chrome.ports[0]?.onMessage.emit({ type: 'closed' });
  setHidden(true);
  expect(chrome.ports).toHaveLength(1);
  setHidden(false);
  setHidden(false);
  expect(typesPosted().slice(1)).toEqual([['hello']]);
});

test('after close it stays closed until the next use', async () => {
  const turnkey = createTurnkey();
  await turnkey.fetch('http://ollama/api/tags');
  turnkey.close();
  setHidden(false);
  expect(chrome.ports).toHaveLength(1);
  await turnkey.fetch('http://ollama/api/tags');
  chrome.ports[1]?.onMessage.emit({ type: 'closed' });
  setHidden(false);
  expect(chrome.ports).toHaveLength(3);
});
