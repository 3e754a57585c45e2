import { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import type { Grant } from '../../shared/access/grant.ts';
import type { AccessRequest } from '../access/decide.ts';
import type { Relay, UpstreamRequest } from '../relay/relay.ts';
import type { ResponseSink } from '../relay/response-sink.ts';
import { StoreError } from '../store/store-error.ts';
import { temporaryStore } from '../store/testing/temporary-store.ts';
import type { Limiter } from './admit.ts';
import type { Authorizer } from './authorise.ts';
import type { GatewayBody } from './body-budget.ts';
import { type ClientSink, createGateway } from './gateway.ts';

const CALLER = { id: 'me', page: true, own: false };
const GRANT = {
  id: 'grant',
  caller: 'me',
  scopes: ['read', 'infer'],
  models: ['llama3'],
  limits: null,
} as const;

interface Setting {
  readonly limiter?: Limiter;
  /** What happens between the decision and the sending. */
  readonly begin?: () => Promise<void>;
  readonly refreshed?: Grant | null;
  readonly granted?: boolean;
  /** Called with each request to the authorizer. */
  readonly onAuthorise?: (request: AccessRequest) => void;
  /** How the body arrives. */
  readonly body?: (bytes: Buffer) => GatewayBody;
}

/** A gateway whose Ollama is answered by hand, and all that comes out of it. */
const open = (setting: Setting = {}) => {
  const { limiter, begin = async () => {}, refreshed, granted = true, onAuthorise, body: arrive } = setting;
  const store = temporaryStore();
  const said: string[] = [];
  const asked: {
    request: UpstreamRequest;
    listener: ResponseSink<Error>;
    aborted: boolean;
    paused: boolean;
  }[] = [];
  const grant = { ...GRANT, expiresAt: null, revokedAt: null, disabledAt: null } as unknown as Grant;
  const relay: Relay = {
    send(request, listener) {
      const call = { request, listener, aborted: false, paused: false };
      asked.push(call);
      const abort = () => {
        call.aborted = true;
      };
      const hold = (paused: boolean) => () => {
        call.paused = paused;
      };
      return { abort, pause: hold(true), resume: hold(false) };
    },
    close: () => {},
  };
  const authorizer: Authorizer = {
    caller: CALLER,
    grant: async () => (granted ? grant : null),
    refresh: async () => (refreshed === undefined ? grant : refreshed),
    async authorise(request) {
      onAuthorise?.(request);
      return grant;
    },
  };
  const gateway = createGateway({
    store,
    relay,
    address: 'http://ollama',
    now: () => 1,
    ...(limiter && { limiter }),
  });
  const settled = Promise.withResolvers<void>();
  const sink: ClientSink = {
    waiting: () => {},
    begin,
    head: (status) => void said.push(`head ${status}`),
    data: (chunk) => void said.push(chunk.toString()),
    end() {
      said.push('end');
      settled.resolve();
    },
    fail({ code }, drop) {
      said.push(`fail ${code}${drop ? ', dropped' : ''}`);
      settled.resolve();
    },
  };
  const start = (method: string, path: string, body: object = {}) => {
    const bytes = Buffer.from(JSON.stringify(body));
    const inline = { inline: true, whole: async () => bytes, stream: () => Readable.from([bytes]) } as const;
    const own = arrive?.(bytes) ?? inline;
    return gateway.open({ method, path, headers: {}, body: own }, authorizer, sink);
  };
  const reached = async (count: number) => {
    while (asked.length < count) await new Promise((resolve) => setImmediate(resolve));
    return asked[count - 1] as (typeof asked)[number];
  };
  return { store, gateway, said, asked, settled: settled.promise, start, reached };
};

const answer = ({ listener }: { listener: ResponseSink<Error> }, text: string) => {
  listener.head(200, 'OK', []);
  listener.data(Buffer.from(text));
  listener.end();
};
const TAGS = '{"models":[{"name":"llama3:latest"}]}';
const CHAT = ['POST', '/api/chat', { model: 'llama3' }] as const;

test('a request for a local model is sent after Ollama has listed the model as local', async () => {
  const { said, asked, settled, start, reached } = open();
  start(...CHAT);
  answer(await reached(1), TAGS);
  answer(await reached(2), 'words');
  await settled;
  expect(asked.map(({ request }) => request.path)).toEqual(['/api/tags', '/api/chat']);
  expect(said).toEqual(['head 200', 'words', 'end']);
});

test('a failed look-up of where a model runs is reported as ollama_unreachable', async () => {
  const { said, asked, settled, start, reached } = open();
  start(...CHAT);
  (await reached(1)).listener.fail(new Error('gone'));
  await settled;
  expect([said, asked.length]).toEqual([['fail ollama_unreachable'], 1]);
});

test('a route that Ollama lacks gets Ollama’s own response without asking Ollama', async () => {
  for (const [method, path, said] of [
    ['POST', '/v1/messages/count_tokens?beta=true', ['head 404', '404 page not found', 'end']],
    ['GET', '/v1/messages', ['head 405', '405 method not allowed', 'end']],
    ['HEAD', '/v1/files', ['head 404', 'end']],
  ] as const) {
    const opened = open();
    opened.start(method, path);
    await opened.settled;
    expect([opened.said, opened.asked]).toEqual([said, []]);
    await opened.gateway.counted();
    expect(await opened.store.usage.list()).toEqual([]);
  }
});

test('a route that Ollama lacks is refused to a caller without a grant', async () => {
  const { said, asked, settled, start } = open({ granted: false });
  start('GET', '/v1/files');
  await settled;
  expect([said[0], asked]).toEqual(['head 403', []]);
});

test('T12: no request passes if the limits cannot be read', async () => {
  const limiter = { take: () => Promise.reject(new StoreError('full', 'a store')) };
  const { said, asked, settled, start } = open({ limiter });
  start('GET', '/api/version');
  await settled;
  expect([said, asked]).toEqual([['fail store_failed'], []]);
});

test('T14: a change between the decision and the sending takes effect', async () => {
  const changing: { tell?: () => Promise<unknown> } = {};
  const { store, said, settled, start, asked } = open({
    refreshed: null,
    begin: async () => void (await changing.tell?.()),
  });
  changing.tell = () => store.denials.add('anybody');
  start('GET', '/api/version');
  await settled;
  expect(said).toEqual(['fail access_revoked, dropped']);
  expect(asked.every(({ aborted }) => aborted)).toBe(true);
});

test('T14: a change during a response ends it only if the request is no longer allowed', async () => {
  const { store, said, settled, start, reached } = open({ refreshed: null });
  start('GET', '/api/version');
  const call = await reached(1);
  call.listener.head(200, 'OK', []);
  await store.denials.add('anybody');
  await settled;
  expect([said, call.aborted]).toEqual([['head 200', 'fail access_revoked, dropped'], true]);
  call.listener.data(Buffer.from('late'));
  call.listener.end();
  expect(said).toHaveLength(2);

  const other = open();
  other.start('GET', '/api/version');
  const going = await other.reached(1);
  await other.store.denials.add('anybody');
  answer(going, 'words');
  await other.settled;
  expect(other.said).toEqual(['head 200', 'words', 'end']);
});

test('a list that arrives after its client has gone is discarded', async () => {
  const { said, start, reached } = open();
  const call = start('GET', '/api/tags');
  answer(await reached(1), TAGS);
  const catalog = await reached(2);
  call.abort();
  answer(catalog, TAGS);
  await new Promise((resolve) => setImmediate(resolve));
  expect(said).toEqual([]);
});

test('a completed response is counted once, even if it is aborted afterwards', async () => {
  const { store, gateway, settled, start, reached } = open();
  const call = start('GET', '/api/version');
  answer(await reached(1), 'words');
  await settled;
  call.abort();
  await gateway.counted();
  expect(await store.usage.list()).toMatchObject([{ grantId: 'grant', requests: 1, errors: 0 }]);
});

test('a response aborted while its usage is written is counted, and not ended again', async () => {
  const { store, gateway, said, start, reached } = open();
  const call = start('GET', '/api/version');
  answer(await reached(1), 'words');
  call.abort();
  await gateway.counted();
  expect(said).toEqual(['head 200', 'words']);
  expect(await store.usage.list()).toMatchObject([{ requests: 1, errors: 0 }]);
});

test('the general rules are evaluated once, before the body is read', async () => {
  const order: string[] = [];
  const { settled, start, reached } = open({
    onAuthorise: ({ operation, models }) => void order.push(`${operation.name} ${models}`),
    body: (bytes) => ({
      inline: true,
      async whole() {
        order.push('read');
        return bytes.toString();
      },
    }),
  });
  start(...CHAT);
  answer(await reached(1), TAGS);
  answer(await reached(2), 'words');
  await settled;
  expect(order).toEqual(['chat null', 'read']);
});

test.each(['a permission changed', 'the body came in pieces'])(
  'the general rules are evaluated again after the body if %s',
  async (reason) => {
    const inPieces = reason === 'the body came in pieces';
    let asked = 0;
    const { store, settled, start, reached } = open({
      onAuthorise() {
        asked += 1;
      },
      body(bytes) {
        const whole = async () => {
          if (!inPieces) await store.denials.add('anybody');
          return bytes;
        };
        return inPieces
          ? { inline: false, whole, stream: () => Readable.from([bytes]) }
          : { inline: true, whole };
      },
    });
    start(...CHAT);
    answer(await reached(1), TAGS);
    answer(await reached(2), 'words');
    await settled;
    expect(asked).toBe(2);
  },
);

test('a request refused because of its body causes no request to Ollama, not even for its list of models', async () => {
  const { said, asked, settled, start } = open();
  start('POST', '/api/chat', { model: 'mistral' });
  await settled;
  expect([said[0], asked]).toEqual(['head 403', []]);
});

test('a client that disconnects while its body is read causes no request and no usage', async () => {
  const arrived = Promise.withResolvers<void>();
  const { store, gateway, said, asked, start } = open({
    body: (bytes) => ({
      inline: true,
      async whole() {
        await arrived.promise;
        return bytes;
      },
    }),
  });
  const call = start('GET', '/api/version');
  call.abort('gone');
  arrived.resolve();
  await gateway.counted();
  await new Promise((resolve) => setImmediate(resolve));
  expect([said, asked, await store.usage.list()]).toEqual([[], [], []]);
});

test('a pause before the request is sent takes effect', async () => {
  const { settled, start, reached } = open();
  const call = start('GET', '/api/version');
  call.pause();
  const sent = await reached(1);
  await new Promise((resolve) => setImmediate(resolve));
  expect(sent.paused).toBe(true);
  call.resume();
  expect(sent.paused).toBe(false);
  answer(sent, 'words');
  await settled;
});

test('a store that cannot write the last use of a grant does not delay the request', async () => {
  const { store, said, settled, start, reached } = open();
  const touched = vi.spyOn(store.grants, 'touch').mockRejectedValue(new StoreError('full', 'a store'));
  start('GET', '/api/version');
  answer(await reached(1), 'words');
  await settled;
  expect(said).toEqual(['head 200', 'words', 'end']);
  expect(touched).toHaveBeenCalledExactlyOnceWith('grant');
});
