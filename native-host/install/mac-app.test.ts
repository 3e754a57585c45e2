import { expect, test } from 'vitest';
import type { Platform } from '../platform/path-of.ts';
import { argumentsOf } from './mac-app.ts';

const APP = '/Applications/Ollama Turnkey.app/Contents/MacOS/ollama-turnkey';

const cases: [Platform, string, string[], string[]][] = [
  ['darwin', APP, [], ['install-host', '--open-page']],
  ['darwin', APP, ['-psn_0_12345'], ['install-host', '--open-page']],
  ['darwin', APP, ['status'], ['status']],
  ['darwin', '/usr/local/bin/ollama-turnkey', [], []],
  ['linux', APP, [], []],
];

test.each(cases)('on %s, %s with %j runs %j', (platform, executable, given, args) => {
  expect(argumentsOf(platform, executable, given)).toEqual(args);
});
