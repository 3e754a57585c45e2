import { expect, test } from 'vitest';
import { CredentialError } from '../credential/credential.ts';
import { shownAddress } from '../upstream/shown-address.ts';
import { describeUpstreamError } from './upstream-fault.ts';

const ADDRESS = shownAddress('http://user:secret@10.0.0.5:11434/?token=secret');
const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.5:11434 with secret'), {
  code: 'ECONNREFUSED',
});

test.each([
  [refused, false, 'ollama_unreachable', 'http://10.0.0.5:11434/ (ECONNREFUSED)'],
  [refused, true, 'ollama_interrupted', 'http://10.0.0.5:11434/ broke off its answer (ECONNREFUSED)'],
  [
    Object.assign(new Error('secret'), { code: 'ERR_MODULE_NOT_FOUND' }),
    false,
    'host_failed',
    'A file of the Turnkey app is missing.',
  ],
  [new TypeError('secret'), false, 'ollama_unreachable', '(TypeError)'],
  [new CredentialError('The keyring on 10.0.0.5 is locked.'), false, 'credential_unavailable', 'keyring'],
] as const)('A13: %s, begun %s, is %s', (error, begun, code, detail) => {
  const fault = describeUpstreamError(error, begun, ADDRESS);
  expect(fault.code).toBe(code);
  expect(fault.message).not.toMatch(/10\.0\.0\.5|secret|ECONN/);
  expect(fault.detail).toContain(detail);
  expect(fault.detail).not.toContain('secret');
});
