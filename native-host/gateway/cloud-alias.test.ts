import { expect, onTestFinished, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import { makeGrant } from '../access/testing/make-grant.ts';
import { createHttpAuthorizer } from '../http/http-authorizer.ts';
import { createRelay } from '../relay/relay.ts';
import { temporaryStore } from '../store/testing/temporary-store.ts';
import { createGateway } from './gateway.ts';

const ALIAS = 'mine:latest';
const STUB = { name: 'stub', remoteModel: 'gpt-oss:120b', remoteHost: 'https://ollama.com:443' };

/** A gateway to an Ollama that has a local model and a stub of one on ollama.com, and a clock. */
const open = async () => {
  const clock = { now: 1_000_000 };
  const ollama = createStandIn({ models: [ALIAS, STUB] });
  const url = await ollama.start();
  const relay = createRelay(url);
  const store = temporaryStore(clock);
  const now = () => clock.now;
  const gateway = createGateway({ store, relay, address: url, now });
  onTestFinished(async () => {
    await gateway.close();
    relay.close();
    await ollama.stop();
  });
  const send = (scopes: readonly Scope[], path: string, body: object): Promise<string> => {
    const authorizer = createHttpAuthorizer(makeGrant({ caller: HTTP_CALLER.id, scopes }), store, now);
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const bytes = Buffer.from(JSON.stringify(body));
    let line = '';
    const request = {
      method: 'POST',
      path,
      headers: {},
      body: { inline: true, whole: async () => bytes },
    } as const;
    gateway.open(request, authorizer, {
      waiting: () => {},
      begin: async () => {},
      head(status, _text, headers) {
        line = `${status} ${headers.find(([name]) => name === 'X-Turnkey-Error')?.[1] ?? 'relayed'}`;
      },
      data: () => {},
      end: () => resolve(line),
      fail: ({ code }) => reject(new Error(code)),
    });
    return promise;
  };

  return {
    chat: () => send(['infer'], '/api/chat', { model: ALIAS, messages: [], stream: false }),
    copy: () => send(['manage', 'cloud'], '/api/copy', { source: STUB.name, destination: ALIAS }),
    /** As `ollama cp` does it: nothing of Turnkey sees it. */
    overwrite: () =>
      fetch(`${url}/api/copy`, {
        method: 'POST',
        body: JSON.stringify({ source: STUB.name, destination: ALIAS }),
      }),
    pass(ms: number) {
      clock.now += ms;
    },
    chats: () => ollama.requests.filter(({ path }) => path === '/api/chat').length,
  };
};

test('A17: an alias that was overwritten with a cloud model is refused after one second', async () => {
  const { chat, overwrite, pass, chats } = await open();
  expect(await chat()).toBe('200 relayed');
  await overwrite();
  pass(1_000);
  expect([await chat(), chats()]).toEqual(['403 scope_missing', 1]);
});

test('an alias that was overwritten through Turnkey is refused at once', async () => {
  const { chat, copy, chats } = await open();
  expect(await chat()).toBe('200 relayed');
  expect(await copy()).toBe('200 relayed');
  expect([await chat(), chats()]).toEqual(['403 scope_missing', 1]);
});
