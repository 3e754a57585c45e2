import { expect, test } from 'vitest';
import type { Platform } from '../platform/path-of.ts';
import { openPage } from './open-page.ts';

const cases: [Platform, string[]][] = [
  ['linux', ['xdg-open', 'https://example.com/a?b&c']],
  ['darwin', ['/usr/bin/open', 'https://example.com/a?b&c']],
  ['win32', ['rundll32.exe', 'url.dll,FileProtocolHandler', 'https://example.com/a?b&c']],
];

test.each(cases)('on %s, a page is opened without a shell', async (platform, command) => {
  const started: string[][] = [];
  const run = async (program: string, args: readonly string[]) => {
    started.push([program, ...args]);
    return { code: 127, stdout: '', stderr: 'not found' };
  };
  await openPage('https://example.com/a?b&c', { platform, run });
  expect(started).toEqual([command]);
});
