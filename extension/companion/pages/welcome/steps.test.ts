import { describe, expect, test } from 'vitest';
import { ERRORS, type ErrorCode } from '../../../../shared/errors/codes.ts';
import { problem } from '../../../../shared/errors/problem.ts';
import type { Hop, TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { type Facts, isReady, isWaiting, NO_FACTS, STEP_NAMES, stepsOf } from './steps.ts';

const READY: Hop = { state: 'ready' };
const UNKNOWN: Hop = { state: 'unknown' };
const broken = (code: ErrorCode): Hop => ({ state: 'problem', problem: problem(code, 'It does not work.') });

const status = (host: Hop, access = UNKNOWN, ollama = UNKNOWN): TurnkeyStatus => ({
  ready: false,
  companion: READY,
  host,
  access,
  ollama,
  grant: null,
  fallback: false,
});

const facts = (change: Partial<Facts>): Facts => ({ ...NO_FACTS, ...change });

const NO_APP = status(broken('host_missing'));
const UNPAIRED = status(READY, broken('no_key'), READY);
const NO_OLLAMA = status(READY, READY, broken('ollama_unreachable'));
const ALL = status(READY, READY, READY);

/** The state of each step as one letter: checking, done, now, later. */
const letters = (known: Facts) =>
  stepsOf(known)
    .map(({ state }) => state[0])
    .join('');

test('the steps are in the order in which each depends on those before', () => {
  expect(STEP_NAMES).toEqual(['app', 'pair', 'ollama', 'model', 'hello', 'pin']);
});

test.each([
  ['before the first check', {}, 'clllll'],
  ['without the app', { status: NO_APP }, 'nlllll'],
  ['with an app that does not answer', { silent: true }, 'nlllll'],
  ['with a failing app', { status: status(broken('host_failed')) }, 'nlllll'],
  ['unpaired, with Ollama', { status: UNPAIRED }, 'dndlll'],
  [
    'unpaired, without Ollama',
    { status: status(READY, broken('no_key'), broken('ollama_unreachable')) },
    'dnllll',
  ],
  ['without Ollama', { status: NO_OLLAMA }, 'ddnlll'],
  ['before the models are listed', { status: ALL }, 'dddnll'],
  ['without a model', { status: ALL, models: [] }, 'dddnll'],
  ['with a model', { status: ALL, models: ['a'] }, 'ddddnl'],
  ['after an answer', { status: ALL, models: ['a'], answered: true }, 'dddddn'],
  ['with a pinned icon', { status: ALL, models: ['a'], answered: true, pinned: true }, 'dddddd'],
  ['with an icon that was pinned first', { status: NO_APP, pinned: true }, 'nlllld'],
  ['when the app was removed after an answer', { status: NO_APP, answered: true }, 'nllldl'],
] as const)('%s: %j', (_, change, expected) => {
  expect(letters(facts(change))).toBe(expected);
});

describe('a problem', () => {
  const problemsIn = (change: Partial<Facts>) =>
    stepsOf(facts(change)).flatMap(({ name, problem: shown }) => (shown ? [[name, shown.code]] : []));

  test.each(['host_failed', 'host_forbidden', 'host_outdated', 'store_failed', 'protocol_error'] as const)(
    '%s of the app is shown with its help',
    (code) => {
      expect(problemsIn({ status: status(broken(code)) })).toEqual([['app', code]]);
      expect(ERRORS[code].help).not.toBe('');
    },
  );

  test.each(['key_revoked', 'key_expired', 'key_wrong', 'key_disabled'] as const)(
    '%s is one of the pairing',
    (code) => {
      expect(problemsIn({ status: status(READY, broken(code), READY) })).toEqual([['pair', code]]);
    },
  );

  test('of Ollama is shown once it is its turn', () => {
    expect(problemsIn({ status: NO_OLLAMA })).toEqual([['ollama', 'ollama_unreachable']]);
    const early = status(READY, broken('no_key'), broken('ollama_unreachable'));
    expect(problemsIn({ status: early })).toEqual([]);
  });

  test('that the instructions solve is not shown as one', () => {
    expect(problemsIn({ status: NO_APP })).toEqual([]);
    expect(problemsIn({ status: UNPAIRED })).toEqual([]);
  });
});

test.each([
  [{}, false],
  [{ status: NO_APP }, true],
  [{ silent: true }, true],
  [{ status: UNPAIRED }, true],
  [{ status: NO_OLLAMA }, true],
  [{ status: ALL, models: [] }, true],
  [{ status: ALL, models: ['a'] }, false],
  [{ status: ALL, models: ['a'], answered: true }, false],
] as const)('%j waits for something outside the browser: %s', (change, expected) => {
  expect(isWaiting(facts(change))).toBe(expected);
});

test.each([
  [{ status: ALL, models: ['a'] }, false],
  [{ status: ALL, models: ['a'], answered: true }, true],
  [{ status: ALL, models: ['a'], answered: true, pinned: false }, true],
  [{ status: NO_OLLAMA, models: ['a'], answered: true, pinned: true }, false],
] as const)('%j is ready: %s', (change, expected) => {
  expect(isReady(facts(change))).toBe(expected);
});
