import { expect, test } from 'vitest';
import { ERRORS } from '../../shared/errors/codes.ts';
import { isTurnkeyError, TurnkeyError } from './errors/turnkey-error.ts';
import { explain } from './explain.ts';

const LOST = new TurnkeyError({ code: 'interrupted', message: 'It ended.' });
const WHAT = { code: 'interrupted', message: 'It ended.', help: ERRORS.interrupted.help };

test('a Turnkey error is a TypeError that says what to do, and its code last', () => {
  expect(LOST).toBeInstanceOf(TypeError);
  expect(LOST.message).toBe(`It ended. ${ERRORS.interrupted.help} [interrupted]`);
});

test('a Turnkey error of another copy of the SDK is known', () => {
  expect(isTurnkeyError({ [Symbol.for('ollama-turnkey.error')]: true })).toBe(true);
});

test.each([new TypeError('x'), null, undefined, 'text', {}])('%s is no Turnkey error', (other) => {
  expect(isTurnkeyError(other)).toBe(false);
});

test('a Turnkey error is explained by its code', () => {
  expect(explain(LOST)).toEqual(WHAT);
});

test('a Turnkey error that a client wrapped is explained as well', () => {
  expect(explain(new Error('Connection error.', { cause: new Error('b', { cause: LOST }) }))).toEqual(WHAT);
});

test('a refusal is explained by the code at its end', () => {
  const text = `The user has refused. ${ERRORS.denied.help} [denied]`;
  const expected = { code: 'denied', message: 'The user has refused.', help: ERRORS.denied.help };
  expect(explain(new Error(text))).toEqual(expected);
});

test.each([
  [`model 'x:1b' not found`, 'model_not_found'],
  ['model "x" not found, try pulling it first', 'model_not_found'],
  ['an error was encountered while running the model: unexpected EOF', 'model_failed'],
] as const)('Ollama’s own %j is named', (text, code) => {
  expect(explain(new Error(text))).toEqual({ code, message: text, help: ERRORS[code].help });
});

test.each(['text', 'a [nonsense]', ''])('what is none of ours passes as it is: %j', (text) => {
  expect(explain(text)).toEqual({ code: undefined, message: text, help: undefined });
});

test('causes that go round do not hang', () => {
  const error = new Error('round');
  error.cause = error;
  expect(explain(error).message).toBe('round');
});
