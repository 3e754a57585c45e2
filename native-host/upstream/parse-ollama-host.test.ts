import { expect, test } from 'vitest';
import { parseOllamaHost } from './parse-ollama-host.ts';

const written = (text: string) => {
  const { scheme, host, port, path } = parseOllamaHost(text);
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}${path}`;
};

/** From Ollama's tests (https://github.com/ollama/ollama/blob/v0.24.0/envconfig/config_test.go). */
test.each([
  ['', 'http://127.0.0.1:11434'],
  ['1.2.3.4', 'http://1.2.3.4:11434'],
  [':1234', 'http://:1234'],
  ['1.2.3.4:1234', 'http://1.2.3.4:1234'],
  ['example.com', 'http://example.com:11434'],
  ['example.com:1234', 'http://example.com:1234'],
  [':0', 'http://:0'],
  [':66000', 'http://:11434'],
  [':-1', 'http://:11434'],
  ['[::1]', 'http://[::1]:11434'],
  ['[::]', 'http://[::]:11434'],
  ['::1', 'http://[::1]:11434'],
  ['[::1]:1337', 'http://[::1]:1337'],
  [' 1.2.3.4 ', 'http://1.2.3.4:11434'],
  ['"1.2.3.4"', 'http://1.2.3.4:11434'],
  [' " 1.2.3.4 " ', 'http://1.2.3.4:11434'],
  ["'1.2.3.4'", 'http://1.2.3.4:11434'],
  ['http://1.2.3.4', 'http://1.2.3.4:80'],
  ['http://1.2.3.4:4321', 'http://1.2.3.4:4321'],
  ['https://1.2.3.4', 'https://1.2.3.4:443'],
  ['https://1.2.3.4:4321', 'https://1.2.3.4:4321'],
  ['https://example.com/ollama', 'https://example.com:443/ollama'],
  ['ollama.com', 'https://ollama.com:443'],
])('%j is %s', (text, address) => {
  expect(written(text)).toBe(address);
});

test.each([
  ['http://1.2.3.4:66000', 'http://1.2.3.4:80'],
  ['example.com:', 'http://example.com:11434'],
  ['http://', 'http://127.0.0.1:80'],
  ['https://example.com/a/b/', 'https://example.com:443/a/b'],
])('in addition to that table, %j is %s', (text, address) => {
  expect(written(text)).toBe(address);
});
