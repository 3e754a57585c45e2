import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FinishedRequest } from '../../gateway/usage/request-record.ts';
import { METRICS } from './metric-table.ts';
import { createMetrics, type MetricSources } from './metrics.ts';

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

const sources: MetricSources = {
  health: () => [
    { base: 'http://gpu-1:11434', healthy: true, running: 3, circuit: 'half-open' },
    { base: 'http://gpu-2:11434', healthy: false, running: 0, circuit: 'closed' },
  ],
  activeKeys: async () => 12,
  wrongKeys: () => 5,
};

/** Metrics in which everything has happened once. */
const createFull = () => {
  const metrics = createMetrics(sources);
  for (const operation of ['chat', 'chat', 'chat', null, null, 'show', 'embed']) metrics.started(operation);
  metrics.finished(chat);
  metrics.finished({ ...chat, outputTokens: null, promptTokens: null });
  metrics.finished({ ...chat, operation: null, grant: null, status: 401, code: 'key_wrong' });
  metrics.finished({ ...chat, operation: null, grant: null, status: 403, code: 'host_not_allowed' });
  metrics.finished({ ...chat, operation: 'show', status: null, aborted: true, firstByteMs: null });
  return metrics;
};

const EXPECTED = fileURLToPath(new URL('testing/metrics.expected.txt', import.meta.url));

/** The text without what differs between computers: values of the process, and the runtime. */
const normalised = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^(?:process|nodejs)_/.test(line))
    .filter((line) => process.platform === 'linux' || !/^# \w+ (?:process|nodejs)_/.test(line))
    .join('\n')
    .replace(/(turnkey_build_info\{version=")[^"]+(",runtime=")[^"]+/, '$1VERSION$2RUNTIME');

const lines = async (metrics: ReturnType<typeof createMetrics>) => (await metrics.text()).split('\n');

describe('the exposition', () => {
  let text: string;
  beforeEach(async () => {
    text = await createFull().text();
  });

  test('is that of the expected file (UPDATE=1 writes it on Linux)', () => {
    if (process.env['UPDATE']) writeFileSync(EXPECTED, normalised(text));
    const expected = readFileSync(EXPECTED, 'utf8');
    expect(normalised(text)).toBe(normalised(expected));
  });

  test('has exactly the metrics of the table, each with its help and type', () => {
    const found = [...text.matchAll(/^# TYPE (turnkey_\w+) (\w+)$/gm)].map(([, name, type]) => [name, type]);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(Object.entries(METRICS).map(([name, { type }]) => [name, type])),
    );
    for (const [name, { help }] of Object.entries(METRICS))
      expect(text).toContain(`# HELP ${name} ${help}\n`);
  });

  const there = spawnSync('promtool', ['--version']).status === 0;
  const skipped = there ? '' : ' (skipped: promtool is not installed)';
  test.skipIf(!there)(`is accepted by promtool check metrics${skipped}`, () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: text,
      encoding: 'utf8',
    });
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  });

  test('contains no model names, since a caller could invent any number of them', () => {
    expect(text).not.toContain('llama3');
  });
});

test('counts completed and running requests', async () => {
  const text = await lines(createFull());
  expect(text).toContain('turnkey_requests_total{operation="chat",grant="abcdefgh",status="200"} 2');
  expect(text).toContain('turnkey_tokens_total{grant="abcdefgh",kind="output"} 80');
  expect(text).toContain('turnkey_running_requests{operation="chat"} 1');
});

test('a refusal is counted by its code, and not in the response times', async () => {
  const metrics = createMetrics(sources);
  metrics.started(null);
  metrics.finished({ ...chat, operation: null, grant: null, status: 401, code: 'key_wrong' });
  const text = await lines(metrics);
  expect(text).toContain('turnkey_refusals_total{code="key_wrong"} 1');
  expect(text.filter((line) => line.startsWith('turnkey_request_seconds'))).toEqual([]);
});

test('what is read from elsewhere is that of the time of the request', async () => {
  let [healthy, keys, wrong] = [true, 2, 1];
  let circuit: 'closed' | 'open' = 'closed';
  const metrics = createMetrics({
    health: () => [{ base: 'http://gpu-1:11434', healthy, running: 3, circuit }],
    activeKeys: async () => keys,
    wrongKeys: () => wrong,
  });
  await metrics.text();
  [healthy, keys, wrong, circuit] = [false, 3, 4, 'open'];
  const text = await lines(metrics);
  expect(text).toContain('turnkey_upstream_up{upstream="http://gpu-1:11434"} 0');
  expect(text).toContain('turnkey_upstream_circuit_open{upstream="http://gpu-1:11434"} 1');
  expect(text).toContain('turnkey_active_keys 3');
  expect(text).toContain('turnkey_wrong_keys_total 4');
});

test('while the store cannot be used, the other metrics are there', async () => {
  let isDown = false;
  const metrics = createMetrics({
    ...sources,
    activeKeys: async () => {
      if (isDown) throw new Error('postgres://me:pass@db');
      return 12;
    },
  });
  await metrics.text();
  isDown = true;
  expect(await lines(metrics)).toContain('turnkey_active_keys 12');
});
