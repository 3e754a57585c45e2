import { expect, test } from 'vitest';
import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX } from '../../shared/identity.ts';
import { extensionIds } from './extension-ids.ts';

const CHROMIUM = 'abcdefghijklmnopabcdefghijklmnop';
const UUID = '{d10d0bf8-f5b5-c8b4-a8b2-2b9879e08c5d}';

test('the companion is always in, first', () => {
  expect(extensionIds()).toEqual({ chromium: [COMPANION_ID_CHROMIUM], firefox: [COMPANION_ID_FIREFOX] });
});

test('each id goes to the family that gives such ids, once', () => {
  expect(extensionIds([CHROMIUM, 'my-ext@example.org', UUID, CHROMIUM, COMPANION_ID_FIREFOX])).toEqual({
    chromium: [COMPANION_ID_CHROMIUM, CHROMIUM],
    firefox: [COMPANION_ID_FIREFOX, 'my-ext@example.org', UUID],
  });
});

test.each([
  '',
  '*',
  'abc',
  `chrome-extension://${CHROMIUM}/`,
  CHROMIUM.toUpperCase(),
  `${CHROMIUM}\n`,
  'qrstuvwxyzabcdefabcdefghijklmnop',
])('%j is refused, with what an id looks like', (id) => {
  expect(() => extensionIds([id])).toThrow(
    expect.objectContaining({ code: 'bad_extension_id', message: expect.stringContaining('32 letters') }),
  );
});
