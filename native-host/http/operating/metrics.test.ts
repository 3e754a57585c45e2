import { expect, test } from 'vitest';
import type { FinishedRequest } from '../../gateway/usage/request-record.ts';
import { createMetrics } from './metrics.ts';

const chat: FinishedRequest = {
  operation: 'chat',
  grant: 'abcdefgh',
  models: ['llama3'],
  status: 200,
  code: null,
  firstByteMs: 20,
  ms: 900,
  promptTokens: 7,
  outputTokens: 40,
  estimated: false,
  aborted: false,
};

const lines = async (metrics: ReturnType<typeof createMetrics>) =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith('turnkey_'));

test('counts completed and running requests', async () => {
  const metrics = createMetrics(() => []);
  for (const _ of [1, 2, 3]) metrics.started('chat');
  metrics.finished(chat);
  metrics.finished({ ...chat, outputTokens: null, promptTokens: null });
  const text = await lines(metrics);
  expect(text).toContain('turnkey_requests_total{operation="chat",grant="abcdefgh",status="200"} 2');
  expect(text).toContain('turnkey_tokens_total{grant="abcdefgh",kind="output"} 40');
  expect(text).toContain('turnkey_tokens_total{grant="abcdefgh",kind="prompt"} 7');
  expect(text).toContain('turnkey_running_requests{operation="chat"} 1');
  expect(text).toContain('turnkey_first_byte_seconds_bucket{le="0.025",operation="chat"} 2');
  expect(text).toContain('turnkey_request_seconds_count{operation="chat"} 2');
});

test('a refusal is counted by its code, and not in the response times', async () => {
  const metrics = createMetrics(() => []);
  metrics.started(null);
  metrics.finished({ ...chat, operation: null, grant: null, status: 401, code: 'key_wrong' });
  const text = await lines(metrics);
  expect(text).toContain('turnkey_requests_total{operation="none",grant="",status="401"} 1');
  expect(text).toContain('turnkey_refusals_total{code="key_wrong"} 1');
  expect(text.filter((line) => line.startsWith('turnkey_request_seconds'))).toEqual([]);
});

test('the state of each Ollama is that at the time of the request', async () => {
  let healthy = true;
  const metrics = createMetrics(() => [{ base: 'http://gpu-1:11434', healthy, running: 3 }]);
  expect(await lines(metrics)).toContain('turnkey_upstream_up{upstream="http://gpu-1:11434"} 1');
  healthy = false;
  const text = await lines(metrics);
  expect(text).toContain('turnkey_upstream_up{upstream="http://gpu-1:11434"} 0');
  expect(text).toContain('turnkey_upstream_running_requests{upstream="http://gpu-1:11434"} 3');
});

test('contains no model names, since a caller could invent any number of them', async () => {
  const metrics = createMetrics(() => []);
  metrics.started('chat');
  metrics.finished(chat);
  expect(await metrics.text()).not.toContain('llama3');
});
