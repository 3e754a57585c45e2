import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasProxy } from '../../scripts/proxies/find-proxy.ts';
import { SNIPPETS, type Snippet, type SnippetName } from '../../scripts/proxies/snippets.ts';
import { type RunningProxy, startProxy } from '../../scripts/proxies/start-proxy.ts';
import { fromClients } from '../../scripts/stand-in/controls/request-log.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { bearer, chat, EXTENSION, MODEL, post, preflight } from './ask.ts';
import { type Answer, call } from './call.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

/**
 * The responses of common proxies, from the real programs, and those of `serve` to the same requests. In a row with
 * only `today`, both are the same.
 */
interface Row {
  readonly name: string;
  readonly path: string;
  readonly call: (headers: Readonly<Record<string, string>>) => NonNullable<Parameters<typeof call>[2]>;
  /** The caller whose headers are sent. @default a known caller */
  readonly as?: 'nobody' | 'stranger';
  readonly today: Partial<Record<SnippetName, Seen>> & { readonly all?: Seen };
  readonly ours?: Seen;
}
interface Seen {
  readonly status: number;
  readonly type?: string | undefined;
  readonly body?: RegExp;
  readonly headers?: Readonly<Record<string, unknown>>;
}

const html = (title: string): RegExp => new RegExp(`<h1>${title}</h1>`);
const DENIED: Record<SnippetName, Seen> = {
  'nginx, several keys': { status: 401, type: 'text/html', body: html('401 Authorization Required') },
  'nginx, Bearer': { status: 403, type: 'text/html', body: html('403 Forbidden') },
  'Caddy, OLLAMA_API_KEY': { status: 401, type: 'text/plain; charset=utf-8', body: /^Unauthorized$/ },
};
const JSON_TYPE = 'application/json; charset=utf-8';
const NDJSON = 'application/x-ndjson';
const denied = (code: string): Seen => ({
  status: 401,
  type: JSON_TYPE,
  body: new RegExp(`"code":"${code}"`),
  headers: { 'www-authenticate': expect.stringMatching(/^Bearer realm=/), 'x-turnkey-error': code },
});

/** A chat with a picture of 2 MB, which is more than nginx's default limit. */
const picture = (headers: Readonly<Record<string, string>>) => {
  const images = [Buffer.alloc(1_500_000, 7).toString('base64')];
  return post(
    { model: MODEL, stream: false, messages: [{ role: 'user', content: 'What is it?', images }] },
    headers,
  );
};

const ROWS: readonly Row[] = [
  {
    name: 'no key',
    path: '/api/tags',
    call: () => ({}),
    as: 'nobody',
    today: DENIED,
    ours: denied('no_key'),
  },
  {
    name: 'a wrong key',
    path: '/api/tags',
    call: (headers) => ({ headers }),
    as: 'stranger',
    today: DENIED,
    ours: denied('key_mistyped'),
  },
  {
    name: 'the right key',
    path: '/api/version',
    call: (headers) => ({ headers }),
    today: { all: { status: 200, type: JSON_TYPE, body: /^\{"version":"0\.24\.0"\}$/ } },
  },
  {
    name: 'a streamed answer',
    path: '/api/chat',
    call: (headers) => chat(headers),
    today: {
      all: { status: 200, type: NDJSON, body: /"done":true/, headers: { 'transfer-encoding': 'chunked' } },
    },
  },
  {
    name: 'a route of OpenAI’s',
    path: '/v1/models',
    call: (headers) => ({ headers }),
    today: { all: { status: 200, type: 'application/json', body: /"object":"list"/ } },
  },
  {
    name: 'the preflight of an extension, which carries no key',
    path: '/api/chat',
    call: () => preflight(EXTENSION),
    today: DENIED,
    ours: { status: 204, headers: { 'access-control-allow-origin': EXTENSION } },
  },
  {
    name: 'an extension with the right key',
    path: '/api/chat',
    call: (headers) => chat({ ...headers, Origin: EXTENSION }),
    // The response is Ollama's own.
    today: { all: { status: 403, type: undefined, body: /^$/ } },
    ours: {
      status: 200,
      type: NDJSON,
      body: /"done":true/,
      headers: { 'access-control-allow-origin': EXTENSION },
    },
  },
  {
    name: 'a chat with a picture of 2 MB',
    path: '/api/chat',
    call: picture,
    today: {
      'nginx, several keys': { status: 413, type: 'text/html', body: html('413 Request Entity Too Large') },
      'nginx, Bearer': { status: 413, type: 'text/html', body: html('413 Request Entity Too Large') },
      'Caddy, OLLAMA_API_KEY': { status: 200, type: JSON_TYPE, body: /"done":true/ },
    },
    ours: { status: 200, type: JSON_TYPE, body: /"done":true/ },
  },
  {
    name: 'a path that Ollama does not have',
    path: '/api/nope',
    call: (headers) => ({ headers }),
    today: { all: { status: 404, type: 'text/plain', body: /^404 page not found$/ } },
    ours: { status: 404, type: 'text/plain', body: /^404 page not found$/ },
  },
  {
    name: 'deleting a model',
    path: '/api/delete',
    call: (headers) => ({ ...post({ model: 'not-there' }, headers), method: 'DELETE' }),
    // Every key gives access to all of Ollama's routes.
    today: { all: { status: 404, type: JSON_TYPE, body: /model 'not-there' not found/ } },
    ours: { status: 403, type: JSON_TYPE, body: /lacks \\"manage\\".*"code":"scope_missing"/ },
  },
  {
    name: 'the account of the operator',
    path: '/api/me',
    call: (headers) => post('', headers),
    today: { all: { status: 401, type: JSON_TYPE, body: /signin_url|unauthorized/ } },
    ours: { status: 403, type: JSON_TYPE, body: /"code":"operation_refused"/ },
  },
];

const seen = ({ status, headers, body }: Answer, wanted: Seen) => {
  expect(status).toBe(wanted.status);
  if ('type' in wanted) expect(headers['content-type']).toBe(wanted.type);
  if (wanted.body) expect(body).toMatch(wanted.body);
  expect(headers).toMatchObject(wanted.headers ?? {});
};

const ollama = createStandIn();
let upstream: string;
let testEnv: ServeEnv;
beforeAll(async () => {
  upstream = await ollama.start();
  testEnv = await createServeEnv();
});
afterAll(async () => {
  await testEnv.dispose();
  await ollama.stop();
});

const entries = Object.entries(SNIPPETS) as [SnippetName, Snippet][];

describe.each(entries)('%s', (name, snippet) => {
  const { program, headers, wrong } = snippet;
  const there = hasProxy(program);
  const skipped = there ? '' : ' (skipped: not installed, and only Debian’s package is)';

  describe.skipIf(!there)(`today${skipped}`, () => {
    let proxy: RunningProxy;
    beforeAll(async () => {
      proxy = await startProxy(snippet, upstream);
    });
    afterAll(() => proxy.stop());

    test.each(ROWS)('$name', async (row) => {
      const shown = row.as === 'nobody' ? {} : row.as === 'stranger' ? wrong : headers;
      const wanted = row.today[name] ?? row.today.all;
      seen(await call(proxy.url, row.path, row.call(shown)), wanted as Seen);
    });

    test('the caller’s key is passed on to Ollama', async () => {
      await call(proxy.url, '/api/version', { headers });
      expect(JSON.stringify(fromClients(ollama.requests).at(-1)?.headers)).toContain(
        Object.values(headers)[0],
      );
    });
  });

  describe('replaced', () => {
    let served: Served;
    let own: Readonly<Record<string, string>>;
    beforeAll(async () => {
      // Callers keep their header, and the key from the environment is the same.
      const env = (snippet.env ?? {}) as NodeJS.ProcessEnv;
      const key = snippet.env ? undefined : await testEnv.key('--name', name);
      own = key === undefined ? headers : 'X-API-Key' in headers ? { 'X-API-Key': key } : bearer(key);
      served = await testEnv.serve(['--upstream', upstream], env);
    });

    test.each(ROWS)('$name', async (row) => {
      const shown = row.as === 'nobody' ? {} : row.as === 'stranger' ? wrong : own;
      const wanted = row.ours ?? row.today.all;
      seen(await served.call(row.path, row.call(shown)), wanted as Seen);
    });

    test('the caller’s key is not passed on to Ollama', async () => {
      await served.call('/api/version', { headers: own });
      const sent = JSON.stringify(fromClients(ollama.requests).at(-1)?.headers);
      expect(sent).not.toContain(Object.values(own)[0]);
      expect(sent).not.toMatch(/authorization|api-key/i);
    });
  });
});
