import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { chat, EXTENSION, MODEL, post, preflight } from './ask.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

/** `connect` in front of a `serve` that requires a key. */
const ollama = createStandIn();
let testEnv: ServeEnv;
let served: Served;
let door: Served;
let key: string;
beforeAll(async () => {
  const upstream = await ollama.start();
  testEnv = await createServeEnv();
  key = await testEnv.key();
  served = await testEnv.serve(['--upstream', upstream]);
  door = await testEnv.serve([], { OLLAMA_API_KEY: key }, ['connect', served.url]);
});
afterAll(async () => {
  await testEnv.dispose();
  await ollama.stop();
});

test('a program without a key reaches Ollama, also with a slash too many', async () => {
  expect(door.said()).toMatch(/has Ollama \d+\.\d+/);
  for (const path of ['/api/chat', '/v1/chat/completions']) {
    const { status, body, pieces } = await door.call(path, chat({}, { stream: true }));
    expect([path, status, pieces > 1]).toEqual([path, 200, true]);
    expect(body.length).toBeGreaterThan(0);
  }
  expect((await door.call('/', { method: 'HEAD' })).status).toBe(200);
  const { status, headers } = await door.call('//api/show', post({ model: MODEL }));
  expect([status, headers['location']]).toEqual([307, '/api/show']);
});

test('the key of the program is replaced', async () => {
  const headers = { Authorization: 'Bearer ollama', 'X-API-Key': 'ollama' };
  expect((await door.call('/v1/models', { headers })).status).toBe(200);
});

test('refusals of the server are passed on', async () => {
  const { status, body } = await door.call('/api/pull', post({ model: MODEL }));
  expect([status, JSON.parse(body).code]).toEqual([403, 'scope_missing']);
});

test('T15: no website or extension can use it', async () => {
  const heard = ollama.requests.length;
  for (const headers of [
    { Origin: 'https://evil.example' },
    { Origin: EXTENSION },
    { Origin: 'null' },
    { Host: 'evil.example' },
    { 'Sec-Fetch-Site': 'cross-site' },
  ]) {
    const answer = await door.call('/api/chat', chat(headers));
    expect([headers, answer.status]).toEqual([headers, 403]);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
  expect((await door.call('/api/chat', preflight('https://evil.example'))).status).toBe(403);
  expect(ollama.requests.length).toBe(heard);
});

test('T22: a program that leaves ends its request', async () => {
  const { aborted } = ollama;
  const gate = ollama.holdNext({ afterTokens: 2 });
  const { body, ...options } = chat();
  const outgoing = request(door.url, { path: '/api/chat', agent: false, ...options });
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  incoming.on('error', () => {});
  await gate.reached;
  incoming.destroy();
  await ollama.waitForIdle();
  expect(ollama.aborted).toBe(aborted + 1);
});

test('a key from a file works, and a wrong key or address does not start', async () => {
  const file = join(testEnv.folder, '..', `connect-key-${process.pid}`);
  onTestFinished(() => rm(file, { force: true }));
  await writeFile(file, `${key.slice(0, -1)}\n`, { mode: 0o600 });
  const refused = await testEnv.fails(['connect', served.url, '--key-file', file]);
  expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('[key_mistyped]')]);
  await writeFile(file, `${key}\n`);
  const other = await testEnv.serve([], {}, ['connect', served.url, '--key-file', file]);
  expect((await other.call('/api/version')).status).toBe(200);
  const env = { OLLAMA_API_KEY: key };
  const open = await testEnv.fails(['connect', served.url, '--listen', '0.0.0.0:0'], env);
  expect(open.said).toContain('Everybody who can reach 0.0.0.0');
  const address = await testEnv.fails(['connect', 'http://user:word@localhost'], env);
  expect(address.said).toContain('Invalid Ollama address.');
  const taken = await testEnv.fails(['connect', served.url, '--listen', new URL(door.url).host], env);
  expect(taken.said).toContain('(EADDRINUSE)');
});

test('a server that is away is named', async () => {
  const away = await testEnv.serve([], { OLLAMA_API_KEY: key }, ['connect', 'http://127.0.0.1:1']);
  expect(away.said()).toContain('does not answer yet (ECONNREFUSED)');
  const { status, body } = await away.call('/api/tags');
  expect([status, JSON.parse(body).error]).toEqual([502, expect.stringContaining('(ECONNREFUSED)')]);
});

test('a running answer ends before the process does', async () => {
  const gate = ollama.holdNext({ afterTokens: 2 });
  const running = door.call('/api/chat', chat({}, { stream: true }));
  await gate.reached;
  door.child.kill('SIGTERM');
  await expect.poll(() => door.said()).toContain('Stopping after');
  gate.release();
  expect((await running).body).toContain('"done":true');
  expect(await door.ended).toBe(0);
});
