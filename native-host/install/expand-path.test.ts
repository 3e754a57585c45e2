import { expect, test } from 'vitest';
import { expandPath, expandVariables } from './expand-path.ts';

test('the configuration directory follows the XDG variable, if that is absolute', () => {
  const expand = (env: Record<string, string>) =>
    expandPath('{config}/chromium', { platform: 'linux', home: '/home/u', env });
  expect(expand({})).toBe('/home/u/.config/chromium');
  expect(expand({ XDG_CONFIG_HOME: '/etc/u' })).toBe('/etc/u/chromium');
  expect(expand({ XDG_CONFIG_HOME: 'u' })).toBe('/home/u/.config/chromium');
});

test('Windows has its two application data directories', () => {
  const world = { platform: 'win32', home: 'C:\\Users\\u', env: { APPDATA: 'R:\\r' } } as const;
  expect(expandPath('{local}\\A', world)).toBe('C:\\Users\\u\\AppData\\Local\\A');
  expect(expandPath('{roaming}\\A', world)).toBe('R:\\r\\A');
});

test('macOS has one', () => {
  expect(expandPath('{support}/A', { platform: 'darwin', home: '/Users/u', env: {} })).toBe(
    '/Users/u/Library/Application Support/A',
  );
});

test('an unknown root is refused', () => {
  expect(() => expandPath('{cofnig}/a', { platform: 'linux', home: '/', env: {} })).toThrow(RangeError);
});

test('variables are replaced, in any case', () => {
  expect(expandVariables('%ProgramFiles%\\nodejs', { PROGRAMFILES: 'C:\\P' })).toBe('C:\\P\\nodejs');
});

test('a path with an unset variable is undefined', () => {
  expect(expandVariables('%A%\\%B%', { A: 'x' })).toBeUndefined();
});
