import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { startAdminListener } from './admin-listener.ts';

const start = async (ready: () => Promise<boolean> = async () => true) => {
  const metrics = { contentType: 'text/plain; version=0.0.4', text: async () => 'turnkey_up 1\n' };
  const listener = await startAdminListener({ host: '127.0.0.1', port: 0, metrics, ready });
  onTestFinished(() => listener.close());
  return (path: string, init?: RequestInit) => fetch(`${listener.url}${path}`, init);
};

test('/healthz only says that the process is healthy', async () => {
  const ask = await start();
  const response = await ask('/healthz');
  expect([response.status, await response.text()]).toEqual([200, '{"ok":true}']);
});

test.each([
  ['is about to end', async () => false],
  ['has lost its store', () => Promise.reject(new Error('postgres://me:pass@db'))],
])('/healthz only says that the process is unhealthy when it %s', async (_, ready) => {
  const response = await (await start(ready))('/healthz');
  expect([response.status, await response.text()]).toEqual([503, '{"ok":false}']);
});

test('/metrics has the metrics', async () => {
  const response = await (await start())('/metrics');
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4');
  expect(await response.text()).toBe('turnkey_up 1\n');
});

test.each([
  ['/', 'GET', 404],
  ['/api/tags', 'GET', 404],
  ['/metrics?x', 'GET', 404],
  ['/constructor', 'GET', 404],
  ['/metrics', 'POST', 405],
])('%s by %s is %i', async (path, method, status) => {
  expect((await (await start())(path, { method })).status).toBe(status);
});

test('a website whose name points here is refused', async () => {
  const metrics = { contentType: 'text/plain', text: async () => 'turnkey_up 1\n' };
  const { url, close } = await startAdminListener({
    host: '127.0.0.1',
    port: 0,
    metrics,
    ready: async () => true,
  });
  onTestFinished(close);
  const { promise, resolve } = Promise.withResolvers<{ status: number | undefined; body: string }>();
  request(new URL('/metrics', url), { headers: { host: 'evil.example' } }, async (response) =>
    resolve({ status: response.statusCode, body: await text(response) }),
  ).end();
  const { status, body } = await promise;
  expect([status, body.includes('turnkey_up')]).toEqual([403, false]);
});
