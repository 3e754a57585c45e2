import { expect, test } from 'vitest';
import { credentialOf, isCredentialHeader, isSecret, readNote } from './credential.ts';

const NOTE = { base: 'https://a.example:443', header: null, kept: 'file' } as const;

test('a note is used only for its own address', () => {
  const text = JSON.stringify(NOTE);
  expect(readNote(text, NOTE.base)).toEqual(NOTE);
  expect(readNote(text, 'https://b.example:443')).toBeUndefined();
  expect(readNote(text, 'http://a.example:443')).toBeUndefined();
});

test.each([undefined, '', '{', 'null', '{"base":"https://a.example:443","kept":"elsewhere"}'])(
  '%j is not a note',
  (text) => {
    expect(readNote(text, NOTE.base)).toBeUndefined();
  },
);

test('a secret is sent as a bearer token, or unchanged in the configured header', () => {
  expect(credentialOf(NOTE, 's')).toEqual({ header: 'authorization', value: 'Bearer s' });
  expect(credentialOf({ header: 'X-API-Key' }, 's')).toEqual({ header: 'X-API-Key', value: 's' });
});

test.each(['X-API-Key', 'CF-Access-Client-Secret', 'authorization'])('%s may carry a credential', (name) => {
  expect(isCredentialHeader(name)).toBe(true);
});

test.each(['', 'Host', 'content-length', 'Transfer-Encoding', 'Origin', 'a b', 'a:', 'a\r\nb', 'ä'])(
  '%j may not',
  (name) => {
    expect(isCredentialHeader(name)).toBe(false);
  },
);

test('a secret contains no spaces', () => {
  expect(['x', 'sk-…'.slice(0, 3), '~!'].every(isSecret)).toBe(true);
  expect(['', 'a b', 'a\n', 'ä', 'x'.repeat(4097)].some(isSecret)).toBe(false);
});
