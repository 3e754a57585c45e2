import { expect, test } from 'vitest';
import { CredentialError } from '../credential/credential.ts';
import { AnswerError } from '../relay/answer-error.ts';
import { probeFault } from './probe-fault.ts';

test.each([
  [new AnswerError(401), 'rejected'],
  [new AnswerError(403), 'rejected'],
  [new AnswerError(404), 'other'],
  [new AnswerError(200, 'not Ollama'), 'other'],
  [new AnswerError(407), 'rejected'],
  [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), 'unreachable'],
  [new DOMException('timeout', 'TimeoutError'), 'unreachable'],
  [new CredentialError('locked'), 'vault'],
])('%s is %s', (error, fault) => {
  expect(probeFault({ error })).toBe(fault);
});

test('an Ollama that tells its version can be used', () => {
  expect(probeFault({ version: '0.35.0' })).toBeUndefined();
});
