import { expect, test } from 'vitest';
import { connectableBase, resolveUpstream } from './resolve-upstream.ts';

/** From Ollama's tests (https://github.com/ollama/ollama/blob/v0.24.0/envconfig/config_test.go), and an address without a host. */
test.each([
  ['', 'http://127.0.0.1:11434'],
  [':1234', 'http://127.0.0.1:1234'],
  ['127.0.0.1:1234', 'http://127.0.0.1:1234'],
  ['0.0.0.0', 'http://127.0.0.1:11434'],
  ['0.0.0.0:1234', 'http://127.0.0.1:1234'],
  ['[::]', 'http://[::1]:11434'],
  ['[::]:1234', 'http://[::1]:1234'],
  ['[::1]:1234', 'http://[::1]:1234'],
  ['192.168.1.5:8080', 'http://192.168.1.5:8080'],
  ['localhost', 'http://localhost:11434'],
  ['https://0.0.0.0:4321', 'https://127.0.0.1:4321'],
  ['https://example.com/ollama/', 'https://example.com:443/ollama'],
])('%j connects to %s', (text, base) => {
  expect(connectableBase(text)).toBe(base);
  expect(URL.canParse(base)).toBe(true);
});

test.each([
  ['10.0.0.1', '10.0.0.2', { base: 'http://10.0.0.1:11434', from: 'configured' }],
  [undefined, '10.0.0.2', { base: 'http://10.0.0.2:11434', from: 'OLLAMA_HOST' }],
  [undefined, undefined, { base: 'http://127.0.0.1:11434', from: 'default' }],
  [undefined, ' ', { base: 'http://127.0.0.1:11434', from: 'default' }],
])('configured %j, OLLAMA_HOST %j', (configured, env, upstream) => {
  expect(resolveUpstream(configured, env)).toEqual(upstream);
});
