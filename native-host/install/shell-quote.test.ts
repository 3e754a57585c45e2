import { execFileSync } from 'node:child_process';
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shellQuote, shellUnquote } from './shell-quote.ts';

const word = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));

test('unquoting undoes quoting, whatever follows', () => {
  fc.assert(
    fc.property(word, (text) => {
      expect(shellUnquote(`${shellQuote(text)}\nhost='x'\n`)).toBe(text);
    }),
  );
});

test('what was not quoted is not unquoted', () => {
  expect(shellUnquote('/usr/bin/node')).toBeUndefined();
  expect(shellUnquote('"$x"')).toBeUndefined();
});

describe.skipIf(process.platform === 'win32')('a real sh', () => {
  test('reads each word as it was', () => {
    const words = ['', "it's", '$HOME `id` $(id)', '"\\\\"', 'a\nb', '用户 Ünï', '* ? [a] ~ # ; & |', "'''"];
    const script = `printf '%s\\0' ${words.map(shellQuote).join(' ')}`;
    expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' })).toBe(
      words.map((text) => `${text}\0`).join(''),
    );
  });
});
