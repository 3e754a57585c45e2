// cspell:ignore Bearerotk
import { randomBytes } from 'node:crypto';
import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32 } from './crc32.ts';
import { formatKey, ID_BYTES, idFrom, parseKey, redactKeys, SECRET_BYTES, secretFrom } from './key.ts';

const id = idFrom(randomBytes(ID_BYTES));
const secret = secretFrom(randomBytes(SECRET_BYTES));
const key = formatKey('otk', id, secret);

test('a key is parsed into its parts, also with white space around it', () => {
  expect(parseKey('otk', ` ${key}\n`)).toEqual({ id, secret });
});

test('the checksum is the CRC-32 of zlib', () => {
  fc.assert(fc.property(fc.stringMatching(/^[ -~]*$/), (text) => crc32(text) === zlibCrc32(text)));
});

test('the largest secret fits', () => {
  expect(secretFrom(new Uint8Array(32).fill(255))).toHaveLength(43);
  expect(secretFrom(new Uint8Array(32).fill(255))).not.toBe(secretFrom(new Uint8Array(32).fill(254)));
});

test('any one wrong character is a typo', () => {
  for (let at = 0; at < key.length; at += 1) {
    const wrong = key[at] === 'x' ? 'y' : 'x';
    expect(parseKey('otk', key.slice(0, at) + wrong + key.slice(at + 1)), `at ${at}`).toBeUndefined();
  }
});

test('a token is not accepted as a key', () => {
  expect(parseKey('otk', formatKey('otp', id, secret))).toBeUndefined();
});

test('arbitrary text is not accepted as a key', () => {
  fc.assert(fc.property(fc.string(), (text) => parseKey('otk', text) === undefined));
});

test('a token with the prefix of a key has a wrong checksum', () => {
  expect(parseKey('otk', formatKey('otp', id, secret).replace('otp', 'otk'))).toBeUndefined();
});

test('two swapped neighbours are a typo', () => {
  for (let at = 0; at + 1 < key.length; at += 1) {
    if (key[at] === key[at + 1]) continue;
    const swapped = key.slice(0, at) + key[at + 1] + key[at] + key.slice(at + 2);
    expect(parseKey('otk', swapped), `at ${at}`).toBeUndefined();
  }
});

test.each([
  [`a ${key} and ${key.slice(0, 30)}`, `a otk_${id}_… and otk_${id}_…`],
  [`{"key":"${key}"}`, `{"key":"otk_${id}_…"}`],
  [`Bearer${key}`, `Bearerotk_${id}_…`],
  [`https://host/?key=${key}&x=1`, `https://host/?key=otk_${id}_…&x=1`],
  [formatKey('otp', id, secret), `otp_${id}_…`],
  [`otk_${secret}`, 'otk_…'],
  ['it starts with otk_.', 'it starts with otk_.'],
])('redaction leaves at most the public id: case %#', (text, clean) => {
  expect(redactKeys(text)).toBe(clean);
});
