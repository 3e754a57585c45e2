import { readdir, readFile, readlink } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { OutgoingRequest } from '../../extension/sdk/session/exchange.ts';
import type { Session } from '../../extension/sdk/session/session.ts';
import { fromClients } from '../../scripts/stand-in/controls/request-log.ts';
import type { StandInOptions } from '../../scripts/stand-in/options.ts';
import { OPERATIONS } from '../../shared/operations/operations.ts';
import { ask, bytesOf, chat, get, jsonOf, MODEL, post } from './ask.ts';
import { createHostEnv, EXTENSION } from './create-host-env.ts';

/**
 * Vulnerabilities of other gateways in reading requests, tested on the host. The numbers are those of docs/internals/threats.md. No
 * request that is refused here may reach Ollama.
 */

const DIGEST = `sha256:${'0'.repeat(64)}`;
const PARAMS: Readonly<Record<string, string>> = { digest: DIGEST, model: MODEL, encodedKey: 'x' };
const fill = (path: string) => path.replace(/:(\w+)/, (_, name: string) => PARAMS[name] ?? '');

const OPERATIONS_BY_METHOD = OPERATIONS.flatMap((operation) =>
  operation.methods.map((method) => ({ ...operation, method, path: fill(operation.path) })),
);

/** A host that an extension starts directly, with a key. */
const setDirect = async (flags: readonly string[] = [], options?: StandInOptions) => {
  const testEnv = await createHostEnv(options);
  const key = (await testEnv.cli('key', 'create', ...flags)).stdout.trim();
  const session = testEnv.start(`chrome-extension://${EXTENSION}/`).root({ key });
  return { ...testEnv, key, session };
};

const scopes = (...names: string[]) => names.flatMap((name) => ['--scope', name]);

/** Status and code of a response in any error format. A HEAD has its code only in a header. */
const outcome = async (session: Session, request: OutgoingRequest): Promise<string> => {
  const { status, headers } = await session.request(request).then(async (reply) => {
    if (request.method !== 'HEAD') await jsonOf(reply).catch(() => null);
    return reply;
  });
  return `${status} ${headers.find(([name]) => name === 'X-Turnkey-Error')?.[1] ?? 'relayed'}`;
};

const form = async (fields: Record<string, string>): Promise<Pick<OutgoingRequest, 'headers' | 'body'>> => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  const written = new Response(data);
  const type = written.headers.get('content-type') ?? '';
  return { headers: { 'content-type': type }, body: { text: await written.text() } };
};

test('T1: account routes are refused for every caller, and routes that Ollama lacks are not sent on', async () => {
  const { session, standIn } = await setDirect(scopes('read', 'infer', 'embed', 'manage', 'cloud', 'web'));
  for (const { method, path } of OPERATIONS_BY_METHOD.filter(({ scope }) => scope === 'never')) {
    const request = { ...post(path, {}), method };
    expect([path, await outcome(session, request)]).toEqual([path, '403 operation_refused']);
  }
  for (const path of [
    '/api/nope',
    '/v1',
    '/v2/embed',
    '/invocations',
    '/metrics',
    '/debug/pprof',
    '/api',
    '/v1/files',
    '/v1/messages/count_tokens',
    '/API/codex/v1/responses',
  ]) {
    const reply = await session.request(post(path, {}));
    expect([path, reply.status, (await bytesOf(reply)).toString()]).toEqual([
      path,
      404,
      '404 page not found',
    ]);
  }
  for (const path of ['', '/api/%63odex/v1/responses', '//api/codex', '/api/codex/v1/models?x=1']) {
    const request = { ...post('/x', {}), path };
    expect([path, await outcome(session, request)]).toEqual([path, '403 operation_unknown']);
  }
  expect(fromClients(standIn.requests)).toEqual([]);
});

test('T1: every operation requires a grant with its scope', async () => {
  const { session, standIn } = await setDirect(scopes('web'));
  for (const { method, path, body } of OPERATIONS_BY_METHOD.filter(
    ({ scope }) => scope !== 'web' && scope !== 'never',
  )) {
    const plain = body === 'none' ? get(path) : post(path, { model: MODEL });
    const asked = { ...plain, method, ...(body === 'form' && (await form({ model: MODEL }))) };
    expect([path, await outcome(session, asked)]).toEqual([path, '403 scope_missing']);
  }
  expect(fromClients(standIn.requests)).toEqual([]);
});

test('T2: every route with a model checks it, in every field that can name one', async () => {
  const { session, standIn } = await setDirect([
    ...scopes('read', 'infer', 'embed', 'manage'),
    ...['--model', 'other:1b'],
  ]);
  for (const { method, path, models, body } of OPERATIONS_BY_METHOD.filter(
    (each) => each.models.length > 0,
  )) {
    for (const field of models) {
      const named = { ...Object.fromEntries(models.map((each) => [each, 'other:1b'])), [field]: MODEL };
      const plain = method === 'GET' ? get(path) : { ...post(path, named), method };
      const asked = body === 'form' ? { ...plain, ...(await form(named)) } : plain;
      expect([path, field, await outcome(session, asked)]).toEqual([path, field, '403 model_not_allowed']);
    }
  }
  expect(fromClients(standIn.requests)).toEqual([]);
});

test('T3: a key in a header of a request is ignored', async () => {
  const { session, cli, standIn } = await setDirect(scopes('read'));
  const more = (await cli('key', 'create', ...scopes('infer', 'manage'))).stdout.trim();
  const owner = (await cli('api-key')).stdout.trim();
  for (const key of [more, owner]) {
    const headers = { authorization: `Bearer ${key}`, 'x-api-key': key, 'api-key': key };
    const asked = { ...chat(), headers: { ...chat().headers, ...headers } };
    expect(await outcome(session, asked)).toBe('403 scope_missing');
  }
  expect(fromClients(standIn.requests)).toEqual([]);
});

describe('T4: the policy and Ollama read a request differently', () => {
  test('only the exact spelling of a path is accepted', async () => {
    const { session, standIn } = await setDirect();
    for (const path of [
      '//api/tags',
      '/api//tags',
      '/api/%74ags',
      '/api/tags%00',
      '/api/tags/',
      '/api/./tags',
      '/api/x/../tags',
      '/api/tags%2f..',
      '/api\\tags',
      '/api/tags;x',
      '/api/tags?',
      '/api/tags?model=a',
      '/api/tags#',
      '/v1/models/a%2F..%2Fb',
      '/v1/models/%2e%2e',
    ]) {
      expect([path, await outcome(session, get(path))]).toEqual([path, '403 operation_unknown']);
    }
    // Ollama has no such path and would answer the same.
    expect(await outcome(session, get('/API/TAGS'))).toBe('404 relayed');
    expect(fromClients(standIn.requests)).toEqual([]);
  });

  test('a body may have each field once, under one name', async () => {
    const { session, standIn } = await setDirect(['--model', MODEL]);
    for (const text of [
      `{"model":"${MODEL}","model":"other"}`,
      `{"model":"other","messages":[],"model":"${MODEL}"}`,
      `{"model":"${MODEL}","mod\\u0065l":"other"}`,
      `{"model":"${MODEL}","MODEL":"other"}`,
      `{"model":"${MODEL}","Model":"other"}`,
      `{"model":"${MODEL}","\\u212aeep_alive":1}`,
      `{"model":"${MODEL}","messages":[],"Messages":[{}]}`,
      `{"model":"${MODEL}"}{"model":"other"}`,
      `[{"model":"${MODEL}"}]`,
      `{"model":["${MODEL}"]}`,
      `{"model":"${MODEL}",}`,
      `{'model':'${MODEL}'}`,
      `\ufeff{"model":"${MODEL}"}`,
      `{"model":"${MODEL}"}\u0000`,
    ]) {
      expect([text, await outcome(session, { ...chat(), body: { text } })]).toEqual([
        text,
        '400 bad_request',
      ]);
    }
    expect(fromClients(standIn.requests)).toEqual([]);
  });

  test('other spellings of a model name are the same model, and similar names are not', async () => {
    const { session } = await setDirect(['--model', 'llama3', '--model', 'qwen*', ...scopes('infer')]);
    const named = async (model: string) =>
      (await outcome(session, post('/api/chat', { model }))).split(' ')[1];
    for (const model of ['llama3', 'LLAMA3:Latest', 'registry.ollama.ai/library/llama3', 'qwen3:8b'])
      expect([model, await named(model)]).toEqual([model, 'relayed']);
    for (const model of [
      'llama3:8b',
      'me/llama3',
      'hf.co/library/llama3',
      'qwen.evil.example/me/x',
      'qwen/x',
    ])
      expect([model, await named(model)]).toEqual([model, 'model_not_allowed']);
    for (const model of [
      'llama3 ',
      ' llama3',
      'llama3\n',
      'llama3\u00a0',
      'llama3\u0000',
      'ｌlama3',
      'llama3@x',
    ])
      expect([model, await named(model)]).toEqual([model, 'bad_request']);
  });
});

test('T7: a key in a URL is refused, and the error does not quote it', async () => {
  const { session, key, standIn, leaks } = await setDirect();
  for (const path of [`/api/tags?key=${key}`, `/api/tags?api-key=${key}`, `/api/nope?token=${key}`]) {
    const reply = await session.request(get(path));
    const said = JSON.stringify(await jsonOf(reply));
    expect(reply.status).toBe(403);
    expect(said).not.toContain(key.slice(0, 20));
    leaks.hear('a refusal', said);
  }
  expect(fromClients(standIn.requests)).toEqual([]);
});

describe('T19: dangerous management', () => {
  test('other registries require a grant that names them', async () => {
    const { session, standIn } = await setDirect(scopes('manage'));
    for (const [path, body] of [
      ['/api/pull', { model: '127.0.0.1:9/me/x' }],
      ['/api/pull', { name: 'http://127.0.0.1:9/me/x', insecure: true }],
      ['/api/pull', { model: 'x', name: '127.0.0.1:9/me/x' }],
      ['/api/push', { model: 'evil.example/me/x' }],
      ['/api/create', { model: 'x', from: 'evil.example/me/x' }],
      ['/api/pull', { model: 'http://registry.ollama.ai/library/x' }],
    ] as const) {
      expect([body, await outcome(session, post(path, body))]).toEqual([body, '403 registry_refused']);
    }
    expect(fromClients(standIn.requests)).toEqual([]);
    expect(await outcome(session, post('/api/pull', { model: 'me/x' }))).toBe('200 relayed');
    // No caller gets Ollama's own registry without TLS verification.
    expect(await outcome(session, post('/api/pull', { model: 'x', insecure: true }))).toBe('200 relayed');
    expect(JSON.parse(String(fromClients(standIn.requests).at(-1)?.body))).toEqual({
      model: 'x',
      insecure: false,
    });
  });

  test('a grant that names a registry may use it', async () => {
    const { session } = await setDirect([...scopes('manage'), '--model', '127.0.0.1:9/*']);
    const pull = (model: string) => outcome(session, post('/api/pull', { model, stream: false }));
    expect(await pull('127.0.0.1:9/me/x')).toBe('500 relayed');
    expect(await pull('127.0.0.1:90/me/x')).toBe('403 model_not_allowed');
  });

  test('a digest must be valid, so it cannot be a path', async () => {
    const { session, standIn } = await setDirect(scopes('manage'));
    const paths = [
      'sha256:..%2f..%2fetc%2fpasswd',
      'sha256:x',
      `sha256-${'0'.repeat(63)}`,
      `${DIGEST}x`,
      DIGEST.toUpperCase(),
    ];
    for (const digest of paths) {
      const asked = await outcome(session, { ...post('/api/blobs/x', {}), path: `/api/blobs/${digest}` });
      expect([digest, asked]).toEqual([
        digest,
        expect.stringMatching(/^40[03] (bad_request|operation_unknown)$/),
      ]);
    }
    for (const field of ['files', 'adapters', 'draft_files']) {
      const body = { model: 'x', [field]: { 'a.gguf': '../../etc/passwd' } };
      expect(await outcome(session, post('/api/create', body))).toBe('400 bad_request');
    }
    expect(fromClients(standIn.requests)).toEqual([]);
  });
});

describe('T20: the user’s account and money', () => {
  test('a model on ollama.com needs its scope, under any name', async () => {
    const { session, standIn } = await setDirect(scopes('read', 'infer', 'embed', 'manage'));
    for (const [path, body] of [
      ['/api/chat', { model: 'gpt-oss:120b-cloud' }],
      ['/api/chat', { model: 'gpt-oss:120b:cloud' }],
      ['/v1/messages', { model: 'GPT-OSS:CLOUD' }],
      ['/api/embed', { model: 'me/x:cloud' }],
      ['/api/show', { name: 'x:cloud' }],
      ['/api/pull', { model: 'x:cloud' }],
      ['/api/copy', { source: 'x:cloud', destination: 'mine' }],
      ['/api/create', { model: 'mine', from: 'x:cloud' }],
      ['/api/create', { model: 'mine', from: 'x', remote_host: 'https://ollama.com' }],
    ] as const) {
      expect([body, await outcome(session, post(path, body))]).toEqual([body, '403 scope_missing']);
    }
    expect(await outcome(session, get('/v1/models/x:cloud'))).toBe('403 scope_missing');
    expect(fromClients(standIn.requests)).toEqual([]);
  });

  test('a web search needs its scope, also as a tool of a local model', async () => {
    const { session, standIn } = await setDirect(scopes('infer'));
    const body = { model: MODEL, max_tokens: 9, messages: [], tools: [{ type: 'web_search_20250305' }] };
    expect(await outcome(session, post('/v1/messages', body))).toBe('403 scope_missing');
    expect(await outcome(session, post('/api/experimental/web_search', { query: 'x' }))).toBe(
      '403 scope_missing',
    );
    expect(fromClients(standIn.requests)).toEqual([]);
  });

  test('the web search that Codex adds to every request is not sent without its scope', async () => {
    const { session, standIn } = await setDirect(scopes('infer'));
    const other = { type: 'function', name: 'shell', parameters: {} };
    const body = { model: 'smollm2:tools', input: 'x', tools: [{ type: 'web_search' }, other] };
    expect(await outcome(session, post('/v1/responses', body))).toBe('200 relayed');
    const sent = standIn.requests.findLast(({ path }) => path === '/v1/responses');
    expect(JSON.parse(String(sent?.body))).toMatchObject({ tools: [other] });
  });
});

/** The listening sockets of a process: inodes of its open files that the kernel lists as listening. */
const listening = async (pid: number): Promise<string[]> => {
  const folder = `/proc/${pid}/fd`;
  const files = await Promise.all(
    (await readdir(folder)).map((fd) => readlink(`${folder}/${fd}`).catch(() => '')),
  );
  const inodes = new Set(files.map((file) => /^socket:\[(\d+)\]$/.exec(file)?.[1]).filter(Boolean));
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/${pid}/net/${name}`, 'utf8')),
  );
  const LISTEN = '0A';
  return tables
    .flatMap((table) => table.trim().split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === LISTEN && inodes.has(inode))
    .map(([, address = '']) => address);
};

test.skipIf(process.platform !== 'linux')(
  'T17: a host that a browser starts listens on no port (checked on Linux, in /proc)',
  async () => {
    const testEnv = await createHostEnv();
    const key = (await testEnv.cli('key', 'create')).stdout.trim();
    const host = testEnv.start(`chrome-extension://${EXTENSION}/`);
    await ask(host.root({ key }), get('/api/version'));
    expect(await listening(host.child.pid ?? 0)).toEqual([]);
    // The stand-in listens in this process, which shows that the check works.
    expect(await listening(process.pid)).not.toEqual([]);
  },
);

test('T23: a header that states an identity has no effect and is not passed on', async () => {
  const { session, standIn } = await setDirect(scopes('read'));
  const headers = {
    'x-turnkey-caller': 'hnhkefgbhmeiajplhikmcfehhkdokded',
    'x-forwarded-user': 'admin',
    'x-forwarded-for': '127.0.0.1',
    'x-real-ip': '127.0.0.1',
    x_api_key: 'admin',
    'proxy-status': 'valid_api_key',
    origin: 'http://localhost',
  };
  expect(await outcome(session, { ...chat(), headers: { ...chat().headers, ...headers } })).toBe(
    '403 scope_missing',
  );
  await ask(session, { ...get('/api/version'), headers });
  const sent =
    fromClients(standIn.requests)
      .at(-1)
      ?.headers.map(([name]) => name.toLowerCase()) ?? [];
  expect(sent.toSorted()).toEqual(['connection', 'host']);
});

test('T24: the status for a caller without a grant contains no key, grant or model', async () => {
  const testEnv = await createHostEnv();
  await testEnv.cli('key', 'create', '--name', 'A secret name', '--model', 'secret-model');
  const session = testEnv.start(`chrome-extension://${EXTENSION}/`).root();
  const said = JSON.stringify(await session.call('status'));
  expect(JSON.parse(said)).toMatchObject({ grant: null, access: { state: 'problem' } });
  expect(said).not.toMatch(/secret|otk_/i);
  expect(said).not.toContain(MODEL);
});
