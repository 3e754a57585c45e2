import { expect, test } from 'vitest';
import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX } from '../../shared/identity.ts';
import { extensionIds } from './extension-ids.ts';

const CHROMIUM = 'abcdefghijklmnopabcdefghijklmnop';
const UUID = '{d10d0bf8-f5b5-c8b4-a8b2-2b9879e08c5d}';

test('R3: the companion is always included, first', () => {
  expect(extensionIds()).toEqual({ chromium: [COMPANION_ID_CHROMIUM], firefox: [COMPANION_ID_FIREFOX] });
});

test('each id is assigned once, to the family with this kind of id', () => {
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
])('%j is refused, with the format of an id', (id) => {
  expect(() => extensionIds([id])).toThrow(
    expect.objectContaining({ code: 'bad_extension_id', message: expect.stringContaining('32 letters') }),
  );
});
