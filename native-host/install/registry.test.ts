// cspell:ignore défaut
import { expect, test } from 'vitest';
import { deleteKey, isSameValue, parseQuery, readKey, registryKey, writeKey } from './registry.ts';

const KEY = 'HKCU\\Software\\Mozilla\\NativeMessagingHosts\\org.ollama_turnkey.host';

const recorder = (result = { code: 0, stdout: '', stderr: '' }) => {
  const calls: (string | readonly string[])[] = [];
  const run = async (command: string, args: readonly string[]) => {
    calls.push(command, args);
    return result;
  };
  return { calls, run, env: { SystemRoot: 'C:\\WINNT' } };
};

test('the key of a vendor', () => {
  expect(registryKey('HKCU', 'Mozilla')).toBe(KEY);
});

test('each command is an array of arguments, without a shell', async () => {
  const registry = recorder();
  await writeKey(registry, KEY, 'C:\\a b & c\\%x%.json');
  await deleteKey(registry, KEY);
  await readKey(registry, KEY);
  const reg = 'C:\\WINNT\\System32\\reg.exe';
  expect(registry.calls).toEqual([
    reg,
    ['add', KEY, '/ve', '/t', 'REG_SZ', '/d', 'C:\\a b & c\\%x%.json', '/f'],
    reg,
    ['delete', KEY, '/f'],
    reg,
    ['query', KEY, '/ve'],
  ]);
});

test('an error has the message of reg.exe', async () => {
  const registry = recorder({ code: 1, stdout: '', stderr: 'ERROR: Access is denied.\r\n' });
  await expect(writeKey(registry, KEY, 'x')).rejects.toThrow('ERROR: Access is denied.');
});

test.each([
  [
    `\r\n${KEY}\r\n    (Default)    REG_SZ    C:\\Program Files\\x\\m.json\r\n\r\n`,
    'C:\\Program Files\\x\\m.json',
  ],
  [`\r\n${KEY}\r\n    (par défaut)    REG_SZ    C:\\m.json\r\n\r\n`, 'C:\\m.json'],
  [`\n${KEY}\n    <NO NAME>\tREG_EXPAND_SZ\t%A%\\m.json\n`, '%A%\\m.json'],
  [`\r\n${KEY}\r\n\r\n`, undefined],
  ['', undefined],
])('the value in %j', (output, expected) => {
  expect(parseQuery(output)).toBe(expected);
});

test.each([
  ['C:\\Users\\u\\m.json', 'c:\\users\\U\\m.json', true],
  ['C:\\Users\\u\\m.json', 'C:\\Users\\v\\m.json', false],
  ['C:\\Users\\J\ufffdrgen\\m.json', 'C:\\Users\\Jürgen\\m.json', true],
  ['C:\\Users\\\ufffdA\ufffdB\\m.json', 'C:\\Users\\用户\\m.json', true],
  ['C:\\Users\\J\ufffdrgen\\other.json', 'C:\\Users\\Jürgen\\m.json', false],
])('%j printed for %j: %s', (printed, meant, expected) => {
  expect(isSameValue(printed, meant)).toBe(expected);
});
