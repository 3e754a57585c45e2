import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { hasProxy } from '../../scripts/proxies/find-proxy.ts';
import { FRONTS } from '../../scripts/proxies/snippets.ts';
import { startProxy } from '../../scripts/proxies/start-proxy.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { formatKey } from '../../shared/key/key.ts';
import { bearer } from './ask.ts';
import { call } from './call.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

/** `serve` that trusts the proxies of this computer: the real ones, and this test as another one. */
const ollama = createStandIn();
let testEnv: ServeEnv;
let served: Served;
let key: string;
beforeAll(async () => {
  const upstream = await ollama.start();
  testEnv = await createServeEnv();
  key = await testEnv.key();
  const config = join(testEnv.folder, 'serve.yaml');
  await writeFile(config, 'trust-proxy: [127.0.0.1]\nnetworks: [192.0.2.0/24, 127.0.0.2]\n');
  served = await testEnv.serve(['--upstream', upstream, '--config', config, '--access-log', '--log-clients']);
});
afterAll(async () => {
  await testEnv.dispose();
  await ollama.stop();
});

/** The lines of the access log after what `act` does, once there are as many. */
const logged = async (count: number, act: () => Promise<void>): Promise<Record<string, unknown>[]> => {
  const before = served.written().length;
  await act();
  const lines = () => served.written().slice(before).split('\n').slice(0, -1);
  await expect.poll(lines).toHaveLength(count);
  return lines().map((line) => JSON.parse(line));
};

const CLAIM = { 'X-Forwarded-For': '192.0.2.99', Forwarded: 'for=192.0.2.98' };

for (const [name, front] of Object.entries(FRONTS)) {
  const there = process.platform === 'linux' && hasProxy(front.program);
  const skipped = there ? '' : ' (skipped: not installed, or not Linux, which has 127.0.0.2)';

  test.skipIf(!there)(`${name} names the client, whatever the client claims${skipped}`, async () => {
    const proxy = await startProxy(front, served.url);
    onTestFinished(proxy.stop);
    const [line] = await logged(1, async () => {
      const options = { headers: { ...bearer(key), ...CLAIM }, from: '127.0.0.2' };
      expect((await call(proxy.url, '/api/version', options)).status).toBe(200);
    });
    expect(line).toMatchObject({ client: '127.0.0.2', status: 200 });
  });
}

test('networks apply to the client, and the log says whom they refused', async () => {
  const ask = (client?: string) =>
    served.call('/v1/models', {
      headers: { ...bearer(key), ...(client !== undefined && { 'X-Forwarded-For': client }) },
    });
  const lines = await logged(3, async () => {
    expect((await ask('203.0.113.1, 192.0.2.1')).status).toBe(200);
    const { status, body, headers } = await ask('192.0.2.1, 203.0.113.1');
    expect([status, headers['x-turnkey-error']]).toEqual([403, 'network_not_allowed']);
    expect(JSON.parse(body).error).toMatchObject({ type: 'permission_error', code: 'network_not_allowed' });
    // The proxy itself is not in these networks.
    expect((await ask()).status).toBe(403);
  });
  expect(lines.map(({ client }) => client).toSorted()).toEqual(['127.0.0.1', '192.0.2.1', '203.0.113.1']);
  expect(lines.find(({ client }) => client === '203.0.113.1')).toMatchObject({
    ...{ code: 'network_not_allowed', path: '/v1/models', host: new URL(served.url).host, grant: null },
  });
});

test('a refusal of the gateway is logged with the key that was refused', async () => {
  const [line] = await logged(1, async () => {
    const headers = { ...bearer(key), 'X-Forwarded-For': '192.0.2.1' };
    expect(
      (await served.call('/api/delete', { method: 'DELETE', headers, body: '{"model":"a"}' })).status,
    ).toBe(403);
  });
  const grant = key.split('_')[1];
  expect(line).toMatchObject({ code: 'scope_missing', grant, path: '/api/delete', client: '192.0.2.1' });
});

test('many wrong keys slow down only the client that sends them', async () => {
  const wrong = bearer(formatKey('otk', 'AAAAAAAA', 'B'.repeat(43)));
  const ask = async (client: string) => {
    const headers = { ...wrong, 'X-Forwarded-For': client };
    return (await served.call('/api/version', { headers })).headers['x-turnkey-error'];
  };
  const codes = await Promise.all(Array.from({ length: 30 }, () => ask('192.0.2.7')));
  expect(codes).toContain('too_many_wrong_keys');
  expect(await ask('192.0.2.8')).toBe('key_wrong');
});

test('an invalid network does not start', async () => {
  const { code, said } = await testEnv.fails(['serve', '--trust-proxy', 'proxy.local']);
  expect([code, said]).toEqual([
    1,
    expect.stringContaining('--trust-proxy: "proxy.local" is not a network.'),
  ]);
});
