import { Agent, get } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createStandIn, type StandIn } from './create-stand-in.ts';

const MODEL = 'smollm2:135m';
const LINE = 3 * 1024 * 1024;

let standIn: StandIn;
let url: string;
beforeEach(async () => {
  standIn = createStandIn({ answer: 'one two three four' });
  url = await standIn.start();
});
afterEach(() => standIn.stop());

const post = (path: string, body: unknown, signal: AbortSignal | null = null): Promise<Response> =>
  fetch(url + path, { method: 'POST', body: JSON.stringify(body), signal });
const chat = (signal?: AbortSignal): Promise<Response> =>
  post('/api/chat', { model: MODEL, messages: [{ role: 'user', content: 'Hi' }] }, signal);

describe('holdNext', () => {
  test('withholds the headers until the release', async () => {
    const gate = standIn.holdNext();
    const response = chat();
    await gate.reached;
    expect(standIn.activeGenerations).toBe(1);
    gate.release();
    expect((await response).status).toBe(200);
  });

  test('withholds the rest after a token', async () => {
    const gate = standIn.holdNext({ afterTokens: 2 });
    const reader = (await chat()).body?.getReader();
    await gate.reached;
    expect(standIn.activeGenerations).toBe(1);
    gate.release();
    await reader?.cancel();
  });

  test('holds another route by its path', async () => {
    const gate = standIn.holdNext({ path: '/api/pull', afterTokens: 3 });
    const response = await post('/api/pull', { model: 'other' });
    await gate.reached;
    gate.release();
    expect(await response.text()).toContain('"success"');
  });

  test('ends when the client disconnects', async () => {
    const gate = standIn.holdNext();
    const hangUp = new AbortController();
    const response = chat(hangUp.signal);
    await gate.reached;
    hangUp.abort();
    await expect(response).rejects.toThrow();
    await standIn.waitForIdle();
    await standIn.waitFor(() => standIn.aborted === 1);
    expect(standIn.activeRequests).toBe(0);
  });
});

describe('failNextGeneration', () => {
  test('ends a stream with an error line', async () => {
    standIn.failNextGeneration({ afterTokens: 2, message: 'out of memory' });
    const lines = (await (await chat()).text()).trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toBe('{"error":"out of memory"}');
  });

  test('sends an error status before the first token', async () => {
    standIn.failNextGeneration({ afterTokens: 0, message: 'out of memory' });
    const response = await chat();
    expect([response.status, await response.text()]).toEqual([500, '{"error":"out of memory"}']);
  });
});

describe('scriptNext', () => {
  test.each([
    ['a character cut in two', [Buffer.from([0xe2, 0x82]), Buffer.from([0xac])]],
    ['a long line', [Buffer.alloc(LINE, 'x')]],
    ['nothing', []],
  ])('answers %s', async (_name, chunks) => {
    standIn.scriptNext({ path: '/any', status: 418, headers: [['X-Test', 'yes']], chunks });
    const response = await fetch(`${url}/any`);
    expect([response.status, response.headers.get('x-test')]).toEqual([418, 'yes']);
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.concat(chunks))).toBe(true);
  });

  test('breaks off', async () => {
    standIn.scriptNext({ chunks: ['half'], end: 'break' });
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
  });
});

test('logs the requests that it received', async () => {
  await post('/api/show?x=1', { model: 'ü' });
  const [request] = standIn.requests;
  expect([request?.method, request?.path, request?.body.toString()]).toEqual([
    'POST',
    '/api/show?x=1',
    '{"model":"ü"}',
  ]);
});

test('killing it breaks off every answer, and it can be started again at the same address', async () => {
  const gate = standIn.holdNext({ afterTokens: 1 });
  const response = await chat();
  await gate.reached;
  standIn.killSockets();
  await expect(response.text()).rejects.toThrow();
  await standIn.stop();
  expect([standIn.openSockets, standIn.activeRequests]).toEqual([0, 0]);
  await expect(fetch(url)).rejects.toThrow();
  expect(await standIn.start(Number(new URL(url).port))).toBe(url);
  expect((await fetch(url)).status).toBe(200);
});

test('loads a model once', async () => {
  await (await chat()).text();
  const { models } = (await (await fetch(`${url}/api/ps`)).json()) as { models: { name: string }[] };
  expect(models.map(({ name }) => name)).toEqual([MODEL]);
  await post('/api/generate', { model: MODEL, keep_alive: 0 });
  expect(await (await fetch(`${url}/api/ps`)).json()).toEqual({ models: [] });
});

test('adds no header to a keep-alive connection', async () => {
  const agent = new Agent({ keepAlive: true });
  const names = await new Promise<string[]>((resolve) => {
    get(url, { agent }, (response) => {
      response.resume();
      resolve(response.rawHeaders.filter((_, index) => index % 2 === 0));
    });
  });
  agent.destroy();
  expect(names).toEqual(['Content-Type', 'Date', 'Content-Length']);
});
