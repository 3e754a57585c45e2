import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClientMessage, HostMessage } from '../../shared/protocol/messages.ts';
import { createTurnkey } from './index.ts';
import { reply } from './testing/fake-connection.ts';
import { fakeRuntime } from './testing/fake-runtime.ts';

const GRANT = { id: 'g', name: 'n', kind: 'key', scopes: [], models: null, expiresAt: null } as const;
const LIMITS = { replyWindow: 1, uploadWindow: 1 };

let chrome = fakeRuntime();
let grant: typeof GRANT | null = null;
/** The icons that were read. */
let read: string[] = [];

const answer = (message: ClientMessage): readonly HostMessage[] => {
  const { type } = message;
  if (type === 'hello')
    return [{ type: 'welcome', protocol: 1, host: { version: '1' }, limits: LIMITS, grant }];
  if (type === 'request') return reply(message.id, { text: 'x' });
  return type === 'call' ? [{ type: 'result', id: message.id, value: GRANT }] : [];
};

const posted = () => chrome.ports.flatMap((port) => port.posted as ClientMessage[]);
const callsPosted = () => posted().flatMap((each) => (each.type === 'call' ? [each] : []));
const ICON = { name: 'icon.set', params: { icon: btoa('PNG') } };

beforeEach(() => {
  chrome = fakeRuntime();
  chrome.answer = answer;
  grant = null;
  read = [];
  Object.assign(chrome.runtime, {
    getManifest: () => ({ name: 'Notes', icons: { 16: 'small.png', 32: 'near.png', 128: 'large.png' } }),
  });
  vi.stubGlobal('chrome', chrome);
  vi.stubGlobal('fetch', async (url: string) => {
    read.push(url);
    return new Response('icon');
  });
  vi.stubGlobal('createImageBitmap', async () => ({}));
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => ({ drawImage() {} });
      convertToBlob = async () => new Blob(['PNG']);
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

test('hello has the name of the manifest', async () => {
  await createTurnkey().fetch('http://ollama/api/tags');
  expect(posted()[0]).toMatchObject({ type: 'hello', extension: { name: 'Notes' } });
});

test('an extension without a grant sends the icon that is nearest to 48 pixels, once for a connection', async () => {
  const turnkey = createTurnkey();
  await turnkey.fetch('http://ollama/api/tags');
  await turnkey.requestAccess();
  await expect.poll(callsPosted).toMatchObject([{ name: 'access.request' }, ICON]);
  expect(read).toEqual(['chrome-extension://own/near.png']);
});

test('an extension with a grant sends its icon only when it requests more', async () => {
  grant = GRANT;
  const turnkey = createTurnkey();
  await turnkey.fetch('http://ollama/api/tags');
  expect(read).toEqual([]);
  await turnkey.requestAccess({ scopes: ['cloud'] });
  await expect.poll(callsPosted).toMatchObject([{ name: 'access.request' }, ICON]);
});

test.each([
  [
    'an icon that cannot be drawn',
    () => vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error())),
  ],
  ['no icon', () => Object.assign(chrome.runtime, { getManifest: () => ({ name: 'Notes' }) })],
  ['a host that does not know the call', () => undefined],
])('with %s, requests work as usual', async (_, prepare) => {
  chrome.answer = (message) =>
    message.type === 'call'
      ? [{ type: 'error', id: message.id, code: 'operation_unknown', message: 'No.' }]
      : answer(message);
  prepare();
  expect(await (await createTurnkey().fetch('http://ollama/api/tags')).text()).toBe('x');
});
