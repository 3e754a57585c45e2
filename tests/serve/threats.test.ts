import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromClients } from '../../scripts/stand-in/controls/request-log.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import routes from '../../shared/operations/ollama-routes.json' with { type: 'json' };
import { type BodyKind, OPERATIONS } from '../../shared/operations/operations.ts';
import { bearer, chat, EXTENSION, FIREFOX_EXTENSION, MODEL, post, preflight } from './ask.ts';
import { raw } from './raw.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

/** Vulnerabilities of other gateways, tested on `serve`. The numbers are those of docs/internals/threats.md. */
const ollama = createStandIn();
let upstream: string;
let testEnv: ServeEnv;
let served: Served;
let key: string;
beforeAll(async () => {
  upstream = await ollama.start();
  testEnv = await createServeEnv();
  key = await testEnv.key();
  served = await testEnv.serve(['--upstream', upstream]);
});
afterAll(async () => {
  await testEnv.dispose();
  await ollama.stop();
});

const codeOf = (body: string): string => {
  const { code, error } = JSON.parse(body);
  return code ?? error.code;
};
/** The number of requests that Ollama received for clients. */
const heard = (): number => fromClients(ollama.requests).length;

/** The code of a refusal. Expects that Ollama did not receive the request. */
const refused = async (path: string, options: Parameters<Served['call']>[1], by = served) => {
  const before = heard();
  const { status, body, headers } = await by.call(path, options);
  expect(heard()).toBe(before);
  expect(headers['x-turnkey-error']).toBe(codeOf(body));
  return `${status} ${codeOf(body)}`;
};

const fill = (path: string) =>
  path
    .replace(':model', MODEL)
    .replace(':digest', `sha256:${'0'.repeat(64)}`)
    .replace(':encodedKey', 'a2V5');

const ALL = OPERATIONS.flatMap(({ methods, path, ...rest }) =>
  methods.filter((method) => method !== 'HEAD').map((method) => ({ ...rest, method, path: fill(path) })),
);

describe('T1: authorisation by prefix or by a deny list', () => {
  test.each(ALL)('$method $path requires a key', async ({ method, path }) => {
    expect(await refused(path, { method })).toBe('401 no_key');
  });

  test.each([
    '/invocations',
    '/api/nope',
    '/v1',
    '/v2/embed',
    '/metrics',
    '/debug/pprof',
    '/api',
    '/API/TAGS',
    '/v1/files',
    '/API/codex/v1/models',
  ])('%s is not sent on with a key either: it gets Ollama’s 404', async (path) => {
    const before = heard();
    const { status, headers, body } = await served.call(path, { headers: bearer(key) });
    expect([status, headers['content-type'], body]).toEqual([404, 'text/plain', '404 page not found']);
    expect(headers).not.toHaveProperty('x-turnkey-error');
    expect(heard()).toBe(before);
  });

  test.each(['/api/%63odex/v1/models', '//api/codex/v1/models', '/api//codex', '/v1/../api/codex'])(
    '%s is refused like the route that it imitates',
    async (path) => {
      expect(await refused(path, { headers: bearer(key) })).toBe('403 operation_unknown');
    },
  );

  test('clients that probe with 404 and 405 need a key', async () => {
    const before = heard();
    for (const [method, path, status, allow] of [
      ['POST', '/v1/messages/count_tokens?beta=true', 404, undefined],
      ['POST', '/v1/responses/compact', 404, undefined],
      ['GET', '/v1/messages', 405, 'POST'],
      ['PUT', '/api/tags', 405, 'HEAD, GET'],
    ] as const) {
      const answer = await served.call(path, { headers: bearer(key), method });
      expect([answer.status, answer.headers['allow']]).toEqual([status, allow]);
      expect(await refused(path, { method })).toBe('401 no_key');
    }
    expect(heard()).toBe(before);
  });

  test('every route of Ollama is an operation', () => {
    const known = OPERATIONS.flatMap(({ methods, path }) =>
      ['ANY', ...methods].map((method) => `${method} ${path}`),
    );
    const listed = Object.values(routes).flatMap((version) => version.routes);
    expect(known).toEqual(expect.arrayContaining(listed));
  });

  test.each(ALL.filter(({ scope }) => scope === 'never'))(
    '$method $path is refused for every key',
    async (route) => {
      const most = await testEnv.key(
        ...['read', 'infer', 'embed', 'manage', 'cloud', 'web'].flatMap((s) => ['--scope', s]),
      );
      const { method, path } = route;
      expect(await refused(path, { ...post({}, bearer(most)), method })).toBe('403 operation_refused');
    },
  );
});

/** A request with these fields, in the format of its operation. */
const withFields = (
  kind: BodyKind,
  fields: readonly (readonly [string, string])[],
  headers: Readonly<Record<string, string>>,
): NonNullable<Parameters<Served['call']>[1]> => {
  if (kind === 'json') return post(Object.fromEntries(fields), headers);
  if (kind !== 'form') return { headers };
  const parts = fields.map(
    ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const type = { 'Content-Type': 'multipart/form-data; boundary=x' };
  return { method: 'POST', headers: { ...headers, ...type }, body: `${parts.join('')}--x--\r\n` };
};

describe('T2: the model is only checked on some routes', () => {
  const naming = ALL.filter(({ models, scope }) => models.length > 0 && scope !== 'never');
  let narrow: string;
  beforeAll(async () => {
    const scopes = ['read', 'infer', 'embed', 'manage'].flatMap((scope) => ['--scope', scope]);
    narrow = await testEnv.key('--model', 'other:1b', ...scopes);
  });

  test.each(naming)('$method $path', async ({ method, path, models, body }) => {
    const named = models.map((field) => [field, MODEL] as const);
    const options = { ...withFields(body, named, bearer(narrow)), method };
    expect(await refused(path, options)).toBe('403 model_not_allowed');
    expect(await refused(`${path}?model=other:1b`, options)).toBe('403 model_not_allowed');
  });

  test('a request without a model is denied', async () => {
    expect(await refused('/api/chat', post({ messages: [] }, bearer(narrow)))).toBe('400 bad_request');
  });
});

describe('T3: a second form of the credential skips a check', () => {
  test.each(ALL.filter(({ scope }) => scope === 'manage' || scope === 'web'))(
    '$method $path',
    async (route) => {
      const { method, path } = route;
      const answers = await Promise.all(
        [bearer(key), { 'X-API-Key': key }, { ...bearer(key), 'X-API-Key': key }].map((headers) =>
          served.call(path, { ...post({ model: MODEL }, headers), method }),
        ),
      );
      for (const { status } of answers) expect(status).toBe(403);
      expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    },
  );

  test('two different keys are refused, even if one of them is valid', async () => {
    const other = await testEnv.key();
    const headers = { ...bearer(key), 'X-API-Key': other };
    expect(await refused('/api/tags', { headers })).toBe('400 bad_request');
  });
});

describe('T4: two readers of one request', () => {
  test.each([
    ['//api/tags', '307 Temporary Redirect'],
    ['/api//tags//', '307 Temporary Redirect'],
    ['/api/tags/', '301 Moved Permanently'],
  ])('the path %s is redirected to its only spelling, with a key', async (path, status) => {
    const before = heard();
    const head = `GET ${path} HTTP/1.1\r\nHost: localhost\r\n`;
    const answer = await raw(served.url, `${head}X-API-Key: ${key}\r\nConnection: close\r\n\r\n`);
    expect(answer).toContain(`HTTP/1.1 ${status}\r\n`);
    expect(answer).toContain('\r\nLocation: /api/tags\r\n');
    expect(await raw(served.url, `${head}Connection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 401 /);
    expect(heard()).toBe(before);
  });

  test('a client whose base URL ends in a slash reaches Ollama', async () => {
    const response = await fetch(`${served.url}//api/chat`, chat(bearer(key)));
    expect([response.status, response.redirected, response.url]).toEqual([
      200,
      true,
      `${served.url}/api/chat`,
    ]);
    await response.arrayBuffer();
  });

  test.each([
    '/api/%74ags',
    '/api/../api/tags',
    '/api/tags%2f..',
    '/./api/tags',
    '//example.com/',
    '//api/me',
  ])('the path %s is not an operation', async (path) => {
    const answer = await raw(
      served.url,
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${key}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403 .*operation_unknown/s);
  });

  test('other spellings of the model field are refused, and repeated fields', async () => {
    const before = heard();
    for (const body of [
      `{"MODEL":"other","model":"${MODEL}","messages":[]}`,
      `{"model":"other","messages":[],"model":"${MODEL}"}`,
      `{"model":"${MODEL}","messages":[],"Messages":[]}`,
    ])
      expect(await refused('/api/chat', post(body, bearer(key)))).toBe('400 bad_request');
    expect(heard()).toBe(before);
  });

  test.each([
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}'],
    ['a length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a space before a colon', 'Content-Length : 2\r\n\r\n{}'],
    ['an invalid chunk length', 'Transfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ])('%s: the connection ends', async (_, rest) => {
    const before = heard();
    const head = `POST /api/show HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${key}\r\n`;
    expect(await raw(served.url, head + rest)).toMatch(/^HTTP\/1\.1 400 /);
    expect(heard()).toBe(before);
  });
});

describe('T5: a caller chooses the target of the request', () => {
  test.each([
    ['an absolute address', 'GET http://127.0.0.1:1/api/version HTTP/1.1\r\nHost: localhost', 403],
    [
      'a forwarded host',
      'GET /api/version HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example',
      200,
    ],
    ['a query', 'GET /api/version?url_idx=1&upstream=http://127.0.0.1:1 HTTP/1.1\r\nHost: localhost', 200],
  ])('%s', async (_, head, status) => {
    const answer = await raw(served.url, `${head}\r\nX-API-Key: ${key}\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    if (status === 200) expect(fromClients(ollama.requests).at(-1)?.path).toBe('/api/version');
  });
});

describe('T7: a key in a URL', () => {
  test.each(['?api_key=', '?key=', '?api-key=', '?access_token=', '?x=', '/'])(
    '/api/tags%s…',
    async (before) => {
      const answer = await served.call(`/api/tags${before}${key}`);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatch(/Authorization: Bearer/);
      expect(answer.body).not.toContain(key);
    },
  );
});

describe('T8: the caller’s headers are passed on', () => {
  test('only those for the format of the body and of the response are', async () => {
    const more = { Cookie: 'session=1', Origin: EXTENSION, Referer: 'http://x/', 'X-Custom': '1' };
    await served.call('/api/chat', chat({ ...bearer(key), ...more }));
    const names = ollama.requests
      .at(-1)
      ?.headers.map(([name]) => name.toLowerCase())
      .sort();
    expect(names).toEqual(['accept', 'connection', 'content-length', 'content-type', 'host']);
    expect(Object.fromEntries(fromClients(ollama.requests).at(-1)?.headers ?? [])['host']).toBe(
      new URL(upstream).host,
    );
  });
});

describe('T9: the comparison of keys', () => {
  test.each(['', 'x', 'ü'.repeat(48), `${'a'.repeat(8_000)}`, 'otk_', 'otk_aaaaaaaa_'])(
    'a key of another length or alphabet is an invalid key',
    async (wrong) => {
      const latin = Buffer.from(wrong, 'utf8').toString('latin1');
      expect(await refused('/api/tags', { headers: { 'X-API-Key': latin } })).toMatch(
        /^401 (no_key|key_mistyped)$/,
      );
    },
  );

  test('a key with another secret, and one with a typo, are refused', async () => {
    const other = await testEnv.key();
    const mixed = other.replace(/_[^_]*_/, `_${key.split('_')[1]}_`);
    expect(await refused('/api/tags', { headers: bearer(mixed) })).toBe('401 key_mistyped');
    expect(await refused('/api/tags', { headers: bearer(`${key.slice(0, -1)}!`) })).toBe('401 key_mistyped');
  });

  test('a revoked key is refused from the next request', async () => {
    const short = await testEnv.key();
    expect((await served.call('/api/version', { headers: bearer(short) })).status).toBe(200);
    await testEnv.cli('key', 'revoke', short.split('_')[1] as string);
    expect(await refused('/api/version', { headers: bearer(short) })).toBe('401 key_revoked');
  });
});

describe('T13: a refusal inside of a 200', () => {
  test.each(['/api/generate', '/api/chat', '/v1/chat/completions', '/v1/messages'])('%s', async (path) => {
    const embed = await testEnv.key('--scope', 'embed');
    const asked = post({ model: MODEL, stream: true, messages: [], prompt: '' }, bearer(embed));
    expect(await refused(path, asked)).toBe('403 scope_missing');
  });

  test('each route has its own error format', async () => {
    const shapes = await Promise.all(
      ['/api/tags', '/v1/models', '/v1/messages'].map(async (path) =>
        JSON.parse((await served.call(path)).body),
      ),
    );
    expect(shapes).toMatchObject([
      { error: expect.stringMatching(/\[no_key\]$/), code: 'no_key' },
      {
        error: {
          message: expect.stringMatching(/\[no_key\]$/),
          type: 'authentication_error',
          code: 'no_key',
        },
      },
      {
        type: 'error',
        error: { type: 'authentication_error', message: expect.stringMatching(/\[no_key\]$/) },
      },
    ]);
  });
});

describe('T15: DNS rebinding', () => {
  let strict: Served;
  let limited: Served;
  beforeAll(async () => {
    const args = ['--upstream', upstream];
    strict = await testEnv.serve([...args, '--strict-host', '--allow-host', 'ollama.lan']);
    limited = await testEnv.serve([...args, '--origin', 'https://chat.example']);
  });
  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '8.8.8.8',
    '192.168.1.5',
    '0.0.0.0',
  ])('Host: %s needs a key as every name does, and is refused with --strict-host', async (host) => {
    expect(await refused('/api/tags', { headers: { Host: host } })).toBe('401 no_key');
    const headers = { Host: host, ...bearer(key) };
    expect((await served.call('/api/tags', { headers })).status).toBe(200);
    expect(served.said()).toContain(`Callers use the name "${host}"`);
    expect(await refused('/api/tags', { headers }, strict)).toBe('403 host_not_allowed');
  });
  test('a website that uses its own name for this server is another origin', async () => {
    const headers = { Host: 'evil.example', Origin: 'http://evil.example', ...bearer(key) };
    expect(await refused('/api/tags', { headers }, limited)).toBe('403 origin_not_allowed');
  });
  test.each(['localhost', '127.0.0.1:1', '[::1]:80', 'LOCALHOST'])('Host: %s is accepted', async (host) => {
    expect((await served.call('/api/tags', { headers: { Host: host, ...bearer(key) } })).status).toBe(200);
  });
  test('--allow-host adds a name', async () => {
    const headers = { Host: 'ollama.lan:11450', ...bearer(key) };
    expect((await strict.call('/api/tags', { headers })).status).toBe(200);
    expect(await refused('/api/tags', { headers: { ...headers, Host: 'other.lan' } }, strict)).toMatch(
      /^403 host/,
    );
  });
});

describe('T16: CORS', () => {
  const cors = (headers: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')));

  test.each([
    EXTENSION,
    FIREFOX_EXTENSION,
    'http://localhost:3000',
    'app://obsidian.md',
    'https://example.com',
    'http://192.168.1.20:8080',
    'capacitor://localhost',
    'null',
  ])(
    'A15: %s may call with a key; the response allows this origin only, without credentials',
    async (origin) => {
      const asked = await served.call(
        '/api/chat',
        preflight(origin, 'POST', 'authorization,anthropic-version'),
      );
      expect(asked.status).toBe(204);
      expect(cors(asked.headers)).toEqual({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, HEAD, POST, DELETE',
        'access-control-allow-headers': 'authorization,anthropic-version',
        'access-control-max-age': '7200',
      });
      expect(asked.headers['vary']).toMatch(/\bOrigin\b/);
      const answer = await served.call('/api/version', { headers: { Origin: origin, ...bearer(key) } });
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({ 'access-control-allow-origin': origin, vary: 'Origin' });
      expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
      // Without it, the extension could not read the reason.
      const without = await served.call('/api/version', { headers: { Origin: origin } });
      expect(without.headers).toMatchObject({ 'access-control-allow-origin': origin });
      expect(without.status).toBe(401);
    },
  );

  test('A15: a preflight needs no key and does not reach Ollama', async () => {
    const before = heard();
    const wanted = 'authorization,x-api-key,content-type,x-stainless-os,anthropic-version';
    const asked = await served.call('/api/chat', preflight('https://example.com', 'POST', wanted));
    expect([asked.status, asked.body, asked.headers['access-control-allow-headers']]).toEqual([
      204,
      '',
      wanted,
    ]);
    expect(asked.headers).not.toHaveProperty('access-control-allow-credentials');
    expect(heard()).toBe(before);
  });

  test('A15: a website without a key, or with a wrong one, only gets the refusal', async () => {
    for (const headers of [{}, bearer('wrong'), { Cookie: `key=${key}` }]) {
      const options = { headers: { Origin: 'https://example.com', ...headers } };
      expect(await refused('/api/tags', options)).toMatch(/^401 (no_key|key_mistyped)$/);
    }
  });

  test('every response has Vary: Origin', async () => {
    for (const headers of [bearer(key), {}, { ...bearer(key), Origin: EXTENSION }]) {
      expect((await served.call('/api/version', { headers })).headers['vary']).toBe('Origin');
    }
  });

  test.each(['*', 'chrome-extension', 'https://example.com/path', 'https://a b'])(
    '%s is not an origin, and is refused with and without a key',
    async (origin) => {
      for (const options of [preflight(origin), { headers: { Origin: origin, ...bearer(key) } }]) {
        const before = heard();
        const { status, headers } = await served.call('/api/version', options);
        expect([status, cors(headers), headers['vary']]).toEqual([403, {}, 'Origin']);
        expect(heard()).toBe(before);
      }
    },
  );

  describe('A15: --origin restricts callers to a list', () => {
    let listed: Served;
    beforeAll(async () => {
      const origins = ['https://chat.example', 'null', 'chrome-extension://*'];
      const options = origins.flatMap((origin) => ['--origin', origin]);
      listed = await testEnv.serve(['--upstream', upstream, ...options]);
    });

    test.each(['https://chat.example', 'null', EXTENSION])('%s is on it', async (origin) => {
      const asked = await listed.call('/api/chat', preflight(origin));
      expect([asked.status, asked.headers['access-control-allow-origin']]).toEqual([204, origin]);
      const answer = await listed.call('/api/version', { headers: { Origin: origin, ...bearer(key) } });
      expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, origin]);
    });

    test.each([
      'https://chat.example.evil',
      'https://example.com',
      'http://localhost:3000',
      'http://0.0.0.0:1',
      'file://',
      'app://obsidian.md',
      'vscode-webview://x',
      FIREFOX_EXTENSION,
    ])('%s is not on it, and is refused with and without a key', async (origin) => {
      for (const options of [preflight(origin), { headers: { Origin: origin, ...bearer(key) } }]) {
        const before = heard();
        const { status, headers } = await listed.call('/api/version', options);
        expect([status, cors(headers), headers['vary']]).toEqual([403, {}, 'Origin']);
        expect(heard()).toBe(before);
      }
    });

    test('a caller without an origin is allowed', async () => {
      expect((await listed.call('/api/version', { headers: bearer(key) })).status).toBe(200);
    });
  });
});

describe('T17: open to the network without a key', () => {
  test.each([
    ['no key at all', [], 'key create --http'],
    ['--open beyond loopback', ['--open', '--listen', '0.0.0.0:0'], 'creates? a key'],
    ['--open on every address of version 6', ['--open', '--listen', '[::]:0'], 'creates? a key'],
  ])('%s does not start', async (_, args, hint) => {
    const empty = await createServeEnv();
    const { code, said } = await empty.fails(['serve', ...args]);
    expect([code, said]).toEqual([1, expect.stringMatching(new RegExp(hint))]);
    await empty.dispose();
  });

  test.each(['changeme', 'your-api-key-here', '<key>', 'two words'])(
    'OLLAMA_API_KEY=%s is refused',
    async (text) => {
      const { code, said } = await testEnv.fails(['serve'], { OLLAMA_API_KEY: text });
      expect([code, said]).toEqual([1, expect.stringContaining('placeholder')]);
    },
  );

  test('a key for extensions does not count', async () => {
    const empty = await createServeEnv();
    await empty.cli('api-key');
    expect((await empty.fails(['serve'])).code).toBe(1);
    await empty.dispose();
  });
});

describe('T23: a header that states an identity', () => {
  test.each([
    'X-Forwarded-User',
    'Remote-User',
    'X-Turnkey-Grant',
    'Proxy-Status',
    'X-Forwarded-Uri',
    'X_API_KEY',
  ])('%s', async (name) => {
    expect(await refused('/api/tags', { headers: { [name]: key.split('_')[1] as string } })).toBe(
      '401 no_key',
    );
    await served.call('/api/tags', { headers: { [name]: 'admin', ...bearer(key) } });
    expect(JSON.stringify(fromClients(ollama.requests).at(-1)?.headers)).not.toContain('admin');
  });
});

describe('T24: a health check without a key', () => {
  test.each(['/', '/healthz', '/health', '/api/tags', '/api/version'])('%s requires a key', async (path) => {
    const headers = { 'User-Agent': 'GoogleHC/1.0' };
    expect(await refused(path, { headers })).toBe('401 no_key');
  });
});
