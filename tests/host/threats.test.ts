import { describe, expect, test } from 'vitest';
import { isTurnkeyError } from '../../extension/sdk/errors/turnkey-error.ts';
import { fromClients } from '../../scripts/stand-in/controls/request-log.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { formatKey } from '../../shared/key/key.ts';
import { ask, chat, get, jsonOf, post, refusal } from './ask.ts';
import { allow, CLIENT, createHostEnv, EXTENSION, OTHER_EXTENSION } from './create-host-env.ts';

/** Attacks that broke other gateways, on the host of a browser. The numbers are those of docs/internals/threats.md. */

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: unknown) => (isTurnkeyError(error) ? error.code : 'other'),
  );

describe('T5: a caller chooses where its request goes', () => {
  test.each([
    'http://elsewhere.example/api/tags',
    '//elsewhere.example/api/tags',
    '/api/tags@elsewhere.example',
    '/api/tags?url=http://elsewhere.example',
    '/\\\\elsewhere.example/api/tags',
  ])('%s goes nowhere', async (path) => {
    const testEnv = await createHostEnv();
    const { host } = await testEnv.paired(allow());
    expect(await refusal(host.client(CLIENT), get(path))).toMatchObject({ code: 'operation_unknown' });
    expect(fromClients(testEnv.standIn.requests)).toEqual([]);
  });
});

describe('T6: a key in what is said when something goes wrong', () => {
  test('errors and the log contain at most the id of a key', async () => {
    const testEnv = await createHostEnv();
    const key = (await testEnv.cli('key', 'create')).stdout.trim();
    const secret = key.split('_')[2] as string;
    const said: unknown[] = [];
    for (const shown of [
      key,
      `${key}x`,
      key.slice(0, -1),
      formatKey('otk', 'AbCdEf12', secret.slice(0, 43)),
      ` ${key}`,
    ]) {
      const host = testEnv.start(`chrome-extension://${OTHER_EXTENSION}/`);
      const session = host.root({ key: shown });
      said.push(await session.welcome, await refusal(session, post('/api/pull', { model: 'a' })));
      await host.stop();
      said.push(host.stderr);
    }
    expect(JSON.stringify(said)).not.toContain(secret.slice(0, 12));
  });
});

describe('T8: what a caller sends along goes on to Ollama', () => {
  test('only Accept of the caller’s headers', async () => {
    const testEnv = await createHostEnv();
    const { host } = await testEnv.paired(allow());
    const headers = {
      accept: 'application/json',
      authorization: 'Bearer mine',
      'x-api-key': 'mine',
      cookie: 'mine',
      origin: 'https://mine.example',
      host: 'mine.example',
      'x-forwarded-for': '10.0.0.1',
      'x-ollama-anything': 'mine',
    };
    await ask(host.client(CLIENT), { ...get('/api/version'), headers });
    const sent = fromClients(testEnv.standIn.requests).at(-1)?.headers ?? [];
    expect(JSON.stringify(sent)).not.toContain('mine');
    expect(sent.map(([name]) => name.toLowerCase()).toSorted()).toEqual(['accept', 'connection', 'host']);
  });
});

describe('T10: what is shown as a key reaches the store', () => {
  test.each(["' OR 1=1 --", '../../etc/passwd', 'otk_%_', `otk_${'x'.repeat(400)}`, '\0', 'otk_________'])(
    '%j is not a key',
    async (key) => {
      const session = (await createHostEnv()).start(`chrome-extension://${EXTENSION}/`).root({ key });
      expect(await refusal(session, get('/api/version'))).toMatchObject({ code: 'key_mistyped' });
    },
  );
});

describe('T11: a secret that everybody knows', () => {
  test('a new store accepts no key, and no two keys are equal', async () => {
    const stages = await Promise.all([createHostEnv(), createHostEnv()]);
    for (const testEnv of stages) {
      const root = testEnv.start().root();
      for (const key of ['', 'admin', 'changeme', formatKey('otk', '00000000', '0'.repeat(43))])
        expect(await codeOf(root.call('pair', { key }))).toMatch(/^key_(mistyped|wrong)$/);
      expect(await codeOf(root.call('grants.list'))).toBe('no_key');
    }
    const keys = await Promise.all(stages.map(async ({ cli }) => (await cli('api-key')).stdout));
    expect(new Set(keys).size).toBe(2);
  });
});

describe('T13: a refusal inside of a 200', () => {
  test.each(['/api/chat', '/v1/chat/completions', '/v1/messages', '/api/pull'])('%s', async (path) => {
    const testEnv = await createHostEnv();
    const session = testEnv.start(`chrome-extension://${EXTENSION}/`).root();
    const reply = await session.request(post(path, { model: 'a', stream: true, messages: [] }));
    expect(reply.status).toBe(401);
    expect(await jsonOf(reply)).toHaveProperty('error');
  });
});

describe('T18: a caller that says it is somebody else', () => {
  test('a grant is for the id that the browser attests, whatever the client claims', async () => {
    const testEnv = await createHostEnv();
    const { host } = await testEnv.paired(allow());
    await ask(host.client(CLIENT), get('/api/version'));
    const direct = testEnv.start(`chrome-extension://${OTHER_EXTENSION}/`);
    const session = direct.root({ client: { name: EXTENSION, version: '1' } });
    expect(await refusal(session, get('/api/version'))).toMatchObject({ code: 'no_key' });
  });

  test('only the companion’s id has its rights', async () => {
    const testEnv = await createHostEnv();
    const { host, token } = await testEnv.paired(allow());
    const posing = host.client({ id: OTHER_EXTENSION, page: true, own: true });
    expect(await codeOf(posing.call('grants.list'))).toBe('operation_unknown');
    const direct = testEnv.start(`chrome-extension://${OTHER_EXTENSION}/`).root({ token });
    expect(await codeOf(direct.call('grants.list'))).toBe('operation_unknown');
    const own = host.client({ id: COMPANION_ID_CHROMIUM, page: true, own: true });
    expect(await codeOf(own.call('grants.list'))).toBe('answered');
  });
});

describe('T25: what was asked and answered stays somewhere', () => {
  test('nothing of it is in a file of the host or on its stderr', async () => {
    // The test environment searches all files and output for it at the end.
    const testEnv = await createHostEnv();
    const { host } = await testEnv.paired(allow());
    expect((await ask(host.client(CLIENT), chat())).toString()).toContain('friendly');
    await host.stop();
    testEnv.leaks.hear('stderr', host.stderr);
    await testEnv.leaks.check(testEnv.home);
  });
});

describe('T26: a call by the path of a property', () => {
  test.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'grants',
    'grants.list.call',
    'status.constructor',
  ])('%s is not a call', async (name) => {
    const { host } = await (await createHostEnv()).paired(allow());
    expect(await codeOf(host.client(CLIENT).call(name as never))).toBe('operation_unknown');
  });

  test('calls of the settings are refused to an extension, also from a content script', async () => {
    const { host } = await (await createHostEnv()).paired(allow());
    for (const name of [
      'grants.list',
      'grants.allow',
      'grants.change',
      'approvals.allow',
      'denials.remove',
      'pair',
    ])
      expect([name, await codeOf(host.client(CLIENT).call(name as never))]).toEqual([
        name,
        'operation_unknown',
      ]);
  });
});
