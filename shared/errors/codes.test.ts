import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ERRORS, type ErrorCode, isDenial, isErrorCode } from './codes.ts';
import { problem } from './problem.ts';

const CODES = Object.keys(ERRORS) as ErrorCode[];

/** The sources of all three parts, except the table itself and tests. */
const sources = ['native-host', 'extension', 'shared'].flatMap((part) => {
  const folder = fileURLToPath(new URL(`../../${part}/`, import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => /\.tsx?$/.test(path) && !/(^|[\\/])(dist|node_modules)[\\/]|\.test\.|codes\.ts$/.test(path),
    )
    .map((path) => readFileSync(folder + path, 'utf8'));
});

/** Codes whose name is built from parts: `${outdated}_outdated`. */
const BUILT = new Set(['host_outdated', 'client_outdated']);

test.each(CODES)('%s is used in the sources', (code) => {
  const used = sources.some((source) => source.includes(`'${code}'`));
  expect(used || BUILT.has(code)).toBe(true);
});

test.each(CODES)('%s has one sentence of help', (code) => {
  expect(ERRORS[code].help).toMatch(/^[A-Z].{10,140}\.$/);
  // The SDK takes the last sentence of a message as the help.
  expect(ERRORS[code].help).not.toMatch(/[.!?]”? [A-Z]/);
});

test.each(CODES)('%s has a status if and only if it is a denial', (code) => {
  const status = 'status' in ERRORS[code] ? ERRORS[code].status : undefined;
  expect(isDenial(code)).toBe(status !== undefined);
  if (status !== undefined) expect([400, 401, 403, 408, 413, 429]).toContain(status);
});

test('nothing else is a code', () => {
  for (const other of ['toString', '__proto__', '', 'nope', 5, null, undefined]) {
    expect(isErrorCode(other)).toBe(false);
  }
});

test('a problem has the help of its code', () => {
  expect(problem('denied', 'No.')).toEqual({ code: 'denied', message: 'No.', help: ERRORS.denied.help });
});
