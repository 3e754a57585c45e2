import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { actionOf } from './action.ts';
import { ERRORS, type ErrorCode, isDenial, isErrorCode } from './codes.ts';
import { LOCAL_HELP } from './local-help.ts';
import { actionFor, problem } from './problem.ts';

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

/** Refusals that only clients of `serve` get, and one that is sent with its action because it ends a running response. */
const ONLY_HTTP: ReadonlySet<ErrorCode> = new Set([
  ...(['key_in_url', 'host_not_allowed', 'origin_not_allowed', 'access_revoked'] as const),
]);

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

test('a problem has the help and the action of its code', () => {
  const { help, action } = ERRORS.denied;
  expect(problem('denied', 'No.')).toEqual({ code: 'denied', message: 'No.', help, action });
  expect(problem('key_mistyped', 'No.').action).toBeUndefined();
});

test.each(CODES)('%s: a command to copy is in its help', (code) => {
  if (actionFor(code) === 'copy-command') expect(ERRORS[code].help).toContain('`');
});

/** Errors that reach an extension without their action: what the SDK detects, and a denied request as a text. */
const WITHOUT_ACTION = CODES.filter(
  (code) => Object.hasOwn(LOCAL_HELP, code) || (isDenial(code) && !ONLY_HTTP.has(code)),
);

test.each(WITHOUT_ACTION)('%s has the same action in the SDK, which lacks the table', (code) => {
  expect(actionOf(code, ERRORS[code].help)).toBe(actionFor(code));
});
