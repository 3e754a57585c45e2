import { expect, test } from 'vitest';
import { ERRORS } from '../../shared/errors/codes.ts';
import { SETUP_URL } from '../../shared/setup-url.ts';
import { isTurnkeyError, TurnkeyError } from './errors/turnkey-error.ts';
import { errorCode, explain } from './explain.ts';

const LOST = new TurnkeyError({ code: 'interrupted', message: 'It ended.' });
const WHAT = {
  code: 'interrupted',
  message: 'It ended.',
  help: ERRORS.interrupted.help,
  action: 'start-check',
};

test('a Turnkey error is a TypeError whose message ends with the help and the code', () => {
  expect(LOST).toBeInstanceOf(TypeError);
  expect(LOST.message).toBe(`It ended. ${ERRORS.interrupted.help} [interrupted]`);
});

test('a Turnkey error of another copy of the SDK is recognised', () => {
  expect(isTurnkeyError(Object.assign(new TypeError('x'), { name: 'TurnkeyError', code: 'denied' }))).toBe(
    true,
  );
});

test.each([new TypeError('x'), null, undefined, 'text', {}])('%s is not a Turnkey error', (other) => {
  expect(isTurnkeyError(other)).toBe(false);
});

test('a Turnkey error is explained by its code', () => {
  expect(explain(LOST)).toEqual(WHAT);
});

test('a Turnkey error that a client has wrapped is explained', () => {
  expect(explain(new Error('Connection error.', { cause: new Error('b', { cause: LOST }) }))).toEqual(WHAT);
});

test('a denied request is explained by the code at the end of its message', () => {
  const text = `The user has refused. ${ERRORS.denied.help} [denied]`;
  const { help, action } = ERRORS.denied;
  const expected = { code: 'denied', message: 'The user has refused.', help, action };
  expect(explain(new Error(text))).toEqual(expected);
});

test.each([
  [`model 'x:1b' not found`, 'model_not_found'],
  ['model "x" not found, try pulling it first', 'model_not_found'],
  ['an error was encountered while running the model: unexpected EOF', 'model_failed'],
] as const)('Ollama’s own error %j gets a code', (text, code) => {
  expect(explain(new Error(text))).toEqual({ code, message: text, help: ERRORS[code].help });
});

test.each(['text', 'a [nonsense]', ''])('other texts are returned unchanged: %j', (text) => {
  expect(explain(text)).toEqual({ code: undefined, message: text, help: undefined });
});

test('a cycle of causes does not hang', () => {
  const error = new Error('round');
  error.cause = error;
  expect(explain(error).message).toBe('round');
});

test('an error that arrived as JSON from another context is recognised', () => {
  const error = new TurnkeyError({ code: 'host_missing', message: 'It is not there.' });
  const sent: unknown = JSON.parse(JSON.stringify(error));
  expect(isTurnkeyError(sent)).toBe(true);
  const { help } = error;
  const more = { help, action: 'copy-command', url: SETUP_URL };
  expect(explain(sent)).toEqual({ code: 'host_missing', message: 'It is not there.', ...more });
});

test('an error that was cloned is explained by its text', () => {
  const cloned = structuredClone(new TurnkeyError({ code: 'host_missing', message: 'It is not there.' }));
  expect([isTurnkeyError(cloned), errorCode(cloned)]).toEqual([false, 'host_missing']);
});

for (const body of [
  { error: 'No. Ask again. [denied]' },
  { error: { message: 'No. Ask again. [denied]', type: 'permission_error' } },
]) {
  test(`the body of a denied request is explained: ${JSON.stringify(body)}`, () => {
    expect(explain(body)).toMatchObject({ code: 'denied', message: 'No.' });
  });
}

test('the action is the one that the host sent, and otherwise that of the code', () => {
  const told = { code: 'not_approved', message: 'No.', help: 'Wait.', action: 'open-settings' } as const;
  expect(new TurnkeyError(told).action).toBe('open-settings');
  expect(explain(new TurnkeyError(told)).action).toBe('open-settings');
  expect(new TurnkeyError({ code: 'not_approved', message: 'No.' }).action).toBe('ask-access');
  expect(explain({ error: 'No. Ask again. [denied]' }).action).toBe('open-settings');
});

test('other errors have no code', () => {
  for (const other of [undefined, null, 5, {}, new Error('x'), { name: 'TurnkeyError' }])
    expect(errorCode(other)).toBeUndefined();
});
