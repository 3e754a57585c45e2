import { expect, test } from 'vitest';
import { dataDirectory } from './data-directory.ts';
import type { Platform } from './path-of.ts';

const LOCAL = 'C:\\Users\\u\\AppData\\Local';

test.each<[Platform, Record<string, string>, string, string]>([
  ['linux', {}, '/home/u', '/home/u/.local/share/ollama-turnkey'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/u', '/data/ollama-turnkey'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/u', '/home/u/.local/share/ollama-turnkey'],
  ['linux', { XDG_DATA_HOME: '' }, '/home/u', '/home/u/.local/share/ollama-turnkey'],
  ['linux', { OLLAMA_TURNKEY_HOME: '/x/', XDG_DATA_HOME: '/data' }, '/home/u', '/x/'],
  ['linux', { OLLAMA_TURNKEY_HOME: 'x' }, '/home/u', '/home/u/x'],
  ['linux', { OLLAMA_TURNKEY_HOME: '' }, '/home/u', '/home/u/.local/share/ollama-turnkey'],
  ['darwin', { XDG_DATA_HOME: '/data' }, '/Users/u', '/Users/u/Library/Application Support/ollama-turnkey'],
  ['darwin', { OLLAMA_TURNKEY_HOME: '/x y' }, '/Users/u', '/x y'],
  ['win32', { LOCALAPPDATA: LOCAL }, 'C:\\Users\\u', `${LOCAL}\\ollama-turnkey`],
  ['win32', {}, 'C:\\Users\\u', `${LOCAL}\\ollama-turnkey`],
  ['win32', { OLLAMA_TURNKEY_HOME: 'D:/ot' }, 'C:\\Users\\u', 'D:\\ot'],
])('%s with %j', (platform, env, home, expected) => {
  expect(dataDirectory(platform, env, home)).toBe(expected);
});
