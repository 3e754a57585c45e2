import { expect, test } from 'vitest';
import { CredentialError } from '../credential/credential.ts';
import { probeFault } from './probe-fault.ts';

test.each([
  [new Error('status 401'), 'rejected'],
  [new Error('status 403'), 'rejected'],
  [new Error('status 404'), 'other'],
  [new Error('not Ollama'), 'other'],
  [new SyntaxError('Unexpected token <'), 'other'],
  [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), 'unreachable'],
  [new DOMException('timeout', 'TimeoutError'), 'unreachable'],
  [new CredentialError('locked'), 'vault'],
])('%s is %s', (error, fault) => {
  expect(probeFault({ error })).toBe(fault);
});

test('an Ollama that tells its version can be used', () => {
  expect(probeFault({ version: '0.35.0' })).toBeUndefined();
});
