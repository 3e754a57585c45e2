import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromClients } from '../../scripts/stand-in/controls/request-log.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { bearer, MODEL, post } from './ask.ts';
import { fromOpenWebui } from './client-suite.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

/** Model management in Open WebUI: its requests, with the key that the guide describes. */
const standIn = createStandIn();
let testEnv: ServeEnv;
let served: Served;
let headers: Readonly<Record<string, string>>;
beforeAll(async () => {
  testEnv = await createServeEnv();
  const scopes = ['read', 'infer', 'embed', 'manage'].flatMap((scope) => ['--scope', scope]);
  headers = fromOpenWebui(await testEnv.key('--name', 'open-webui', ...scopes));
  served = await testEnv.serve(['--upstream', await standIn.start()]);
});
afterAll(async () => {
  await testEnv.dispose();
  await standIn.stop();
});

const sentLast = () => JSON.parse(String(fromClients(standIn.requests).at(-1)?.body));
const names = async () =>
  JSON.parse((await served.call('/api/tags', { headers })).body).models.map(
    ({ name }: { name: string }) => name,
  );

test('a model is pulled, with progress and with TLS verification, although the request allows to skip it', async () => {
  const { status, body, pieces } = await served.call(
    '/api/pull',
    post({ model: 'qwen3:0.6b', insecure: true }, headers),
  );
  expect([status, pieces > 1, body]).toEqual([200, true, expect.stringMatching(/"status":"success"\}\n$/)]);
  expect(sentLast()).toEqual({ model: 'qwen3:0.6b', insecure: false });
  expect(await names()).toContain('qwen3:0.6b');
});

test('a model of another registry requires a key that names it', async () => {
  const pull = post({ model: 'hf.co/me/x', insecure: true }, headers);
  const { status, body } = await served.call('/api/pull', pull);
  expect([status, JSON.parse(body).code]).toEqual([403, 'registry_refused']);
  const more = ['--scope', 'manage', '--model', 'hf.co/*', '--model', '*'];
  const named = fromOpenWebui(await testEnv.key(...more));
  const answers = await Promise.all([
    served.call('/api/pull', { ...pull, headers: named }),
    served.call('/api/pull', post({ model: 'qwen3:0.6b' }, named)),
  ]);
  for (const answer of answers)
    expect([answer.status, answer.headers['x-turnkey-error']]).toEqual([200, undefined]);
});

test('a model is created, copied, pushed, unloaded and deleted', async () => {
  const answers = [
    await served.call('/api/create', post({ model: 'mine', from: MODEL, stream: true }, headers)),
    await served.call('/api/copy', post({ source: 'mine', destination: 'me/mine' }, headers)),
    await served.call('/api/push', post({ model: 'me/mine' }, headers)),
    await served.call('/api/generate', post({ model: 'mine', keep_alive: 0, prompt: '' }, headers)),
    await served.call('/api/delete', { ...post({ model: 'mine' }, headers), method: 'DELETE' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(answers[3]?.body).toMatch(/"done_reason":"unload"/);
  const left = await names();
  expect(left).toContain('me/mine:latest');
  expect(left).not.toContain('mine:latest');
});

// The guide documents this limitation and the alternative.
test('Open WebUI uploads a model file without a key, so it is refused', async () => {
  const file = Buffer.from('GGUF');
  const digest = createHash('sha256').update(file).digest('hex');
  const upload = { method: 'POST', body: file };
  const { status, body } = await served.call(`/api/blobs/sha256:${digest}`, upload);
  expect([status, JSON.parse(body).code]).toEqual([401, 'no_key']);
  const withKey = { ...upload, headers: bearer(headers['Authorization']?.split(' ')[1] as string) };
  expect((await served.call(`/api/blobs/sha256:${digest}`, withKey)).status).toBe(201);
});

test('T8: headers that identify its user are not passed on', async () => {
  const user = { 'X-OpenWebUI-User-Name': 'Anna', 'X-OpenWebUI-User-Email': 'anna@example.com' };
  await served.call('/api/show', post({ model: MODEL }, { ...headers, ...user }));
  expect(JSON.stringify(fromClients(standIn.requests).at(-1)?.headers)).not.toMatch(/anna/i);
});
