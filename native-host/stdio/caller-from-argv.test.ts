import { expect, test } from 'vitest';
import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX } from '../../shared/identity.ts';
import { callerFromArgv } from './caller-from-argv.ts';

const ID = 'abcdefghijklmnopabcdefghijklmnop';

test.each<readonly [string, readonly string[], string, boolean]>([
  ['Chromium', [`chrome-extension://${ID}/`], ID, false],
  ['Chromium on Windows', [`chrome-extension://${ID}/`, '--parent-window=0'], ID, false],
  ['Chromium with additional arguments first', ['--x', `chrome-extension://${ID}/`], ID, false],
  [
    'Chromium for the companion',
    [`chrome-extension://${COMPANION_ID_CHROMIUM}/`],
    COMPANION_ID_CHROMIUM,
    true,
  ],
  ['Firefox', ['/a/b.json', 'me@example.org'], 'me@example.org', false],
  ['Firefox for the companion', ['/a/b.json', COMPANION_ID_FIREFOX], COMPANION_ID_FIREFOX, true],
  [
    'Firefox for a generated id',
    ['/a/b.json', '{01234567-89ab-cdef-0123-456789abcdef}'],
    '{01234567-89ab-cdef-0123-456789abcdef}',
    false,
  ],
])('%s identifies the caller', (_, args, id, own) => {
  expect(callerFromArgv(args)).toEqual({ id, page: true, own });
});

test.each<readonly [readonly string[]]>([
  [[]],
  [['status']],
  [['key', 'create']],
  [['me@example.org']],
  [['upstream', 'me@example.org']],
  [['chrome-extension://short/']],
  [[`chrome-extension://${ID}/page.html`]],
  [[`chrome-extension://${ID.replace('a', 'z')}/`]],
  [[`https://${ID}/`]],
])('%j is not a browser', (args) => {
  expect(callerFromArgv(args)).toBeUndefined();
});
