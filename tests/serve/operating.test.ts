import { expect, onTestFinished, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { bearer, chat, MODEL } from './ask.ts';
import { call } from './call.ts';
import { createServeEnv } from './start-serve.ts';

test('operators get metrics and health on a separate listener, and a log without content', async () => {
  const standIn = createStandIn();
  const upstream = await standIn.start();
  const testEnv = await createServeEnv();
  onTestFinished(async () => {
    await testEnv.dispose();
    await standIn.stop();
  });
  const key = await testEnv.key('--http');
  const grant = key.split('_')[1];
  const serve = await testEnv.serve([
    '--upstream',
    upstream,
    '--admin-listen',
    '127.0.0.1:0',
    '--access-log',
  ]);
  const admin = /metrics are at (\S+)\./.exec(serve.said())?.[1] ?? '';
  expect((await call(admin, '/healthz')).body).toBe('{"ok":true}');
  for (const path of ['/healthz', '/metrics']) expect((await serve.call(path)).status).not.toBe(200);

  expect((await serve.call('/api/chat', chat(bearer(key), { stream: false }))).status).toBe(200);
  expect((await serve.call('/api/tags', { headers: bearer('wrong') })).status).toBe(401);

  // A request is counted shortly after its answer, in no fixed order with one that is refused at once.
  const counted = `turnkey_requests_total{operation="chat",grant="${grant}",status="200"} 1`;
  await expect.poll(async () => (await call(admin, '/metrics')).body).toContain(counted);
  const { body } = await call(admin, '/metrics');
  expect(body).toMatch(/turnkey_tokens_total\{grant="\w+",kind="output"\} [1-9]/);
  expect(body).toContain('turnkey_refusals_total{code="key_mistyped"} 1');
  expect(body).toContain('turnkey_active_keys 1\n');
  expect(body).toContain('turnkey_wrong_keys_total 1\n');
  expect(body).toContain(`turnkey_upstream_up{upstream="${upstream}"} 1`);

  const lines = serve
    .written()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .sort((one, other) => one.status - other.status);
  // Two more requests used the wrong listener.
  expect(lines.filter(({ code }) => code !== 'no_key')).toMatchObject([
    { operation: 'chat', grant, models: [MODEL], status: 200, code: null, aborted: false },
    { operation: null, grant: null, status: 401, code: 'key_mistyped' },
  ]);
});
