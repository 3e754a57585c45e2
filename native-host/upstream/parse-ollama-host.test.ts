import { expect, test } from 'vitest';
import { parseOllamaHost } from './parse-ollama-host.ts';
import { connectableBase, resolveUpstream } from './resolve-upstream.ts';

/** Written as Ollama's `Host()` prints it: brackets around an IPv6 address, the port always there. */
const show = (text: string) => {
  const { scheme, host, port, path } = parseOllamaHost(text);
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}${path}`;
};

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
  ['1.2.3.4:', 'http://1.2.3.4:11434'],
  ['1.2.3.4:port', 'http://1.2.3.4:11434'],
  ['[::1]', 'http://[::1]:11434'],
  ['[::]', 'http://[::]:11434'],
  ['::1', 'http://[::1]:11434'],
  ['[::1]:1337', 'http://[::1]:1337'],
  ['[::1]:66000', 'http://[::1]:11434'],
  [' 1.2.3.4 ', 'http://1.2.3.4:11434'],
  ['"1.2.3.4"', 'http://1.2.3.4:11434'],
  [' " 1.2.3.4 " ', 'http://1.2.3.4:11434'],
  ["'1.2.3.4'", 'http://1.2.3.4:11434'],
  ['http://1.2.3.4', 'http://1.2.3.4:80'],
  ['http://1.2.3.4:4321', 'http://1.2.3.4:4321'],
  ['https://1.2.3.4', 'https://1.2.3.4:443'],
  ['https://1.2.3.4:66000', 'https://1.2.3.4:443'],
  ['http://[::1]', 'http://[::1]:80'],
  ['https://example.com/ollama', 'https://example.com:443/ollama'],
  ['https://example.com/ollama/', 'https://example.com:443/ollama'],
  ['example.com/a/b', 'http://example.com:11434/a/b'],
  ['example.com:1/a:b', 'http://example.com:1/a:b'],
  ['ollama.com', 'https://ollama.com:443'],
  ['http://ollama.com', 'http://ollama.com:80'],
])('%j is %s', (text, expected) => {
  expect(show(text)).toBe(expected);
});

test.each([
  ['', 'http://127.0.0.1:11434'],
  ['0.0.0.0', 'http://127.0.0.1:11434'],
  ['0.0.0.0:1234', 'http://127.0.0.1:1234'],
  [':1234', 'http://127.0.0.1:1234'],
  ['[::]', 'http://[::1]:11434'],
  ['[::]:1234', 'http://[::1]:1234'],
  ['[0:0:0:0:0:0:0:0]:1234', 'http://[::1]:1234'],
  ['192.168.1.5:8080', 'http://192.168.1.5:8080'],
  ['https://0.0.0.0:4321', 'https://127.0.0.1:4321'],
  ['localhost', 'http://localhost:11434'],
])('%j is reached at %s', (text, expected) => {
  expect(connectableBase(text)).toBe(expected);
});

test('what was configured comes before OLLAMA_HOST', () => {
  expect(resolveUpstream('1.1.1.1', '2.2.2.2')).toEqual({ base: 'http://1.1.1.1:11434', from: 'configured' });
});

test('OLLAMA_HOST comes before the default', () => {
  expect(resolveUpstream(undefined, '2.2.2.2')).toEqual({
    base: 'http://2.2.2.2:11434',
    from: 'OLLAMA_HOST',
  });
});

test.each([undefined, '', '  '])('OLLAMA_HOST as %j is none', (env) => {
  expect(resolveUpstream(undefined, env)).toEqual({ base: 'http://127.0.0.1:11434', from: 'default' });
});
