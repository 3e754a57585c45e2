import { redactKeys } from '../../shared/key/key.ts';
import { CREDENTIAL_SETTING } from '../credential/credential.ts';
import { UserError } from '../errors/user-error.ts';
import { audited } from '../grants/audited.ts';
import { connectableBase } from '../upstream/resolve-upstream.ts';
import type { CliContext } from './cli-context.ts';
import { grantWorld } from './find-grant.ts';
import { forgetOtherCredential, isCredentialFor } from './upstream-credential.ts';

/**
 * Parses an address in the format of `OLLAMA_HOST`. Throws a UserError, which does not quote the text, for one with a
 * user name, password, query, fragment or key: the address appears in statuses and messages.
 */
export const checkUpstream = (text: string): string => {
  const base = connectableBase(text);
  const protocol = URL.parse(base)?.protocol ?? '';
  const secret = /[@?#]/.test(text) || redactKeys(text) !== text;
  if (secret || !['http:', 'https:'].includes(protocol)) {
    throw new UserError('Invalid Ollama address.', 'Use one such as http://127.0.0.1:11434.');
  }
  return base;
};

/** Changes the address, the note of a credential for another address and the audit in one transaction. */
const change = async (text: string | null, base: string | undefined, context: CliContext): Promise<void> => {
  await forgetOtherCredential(context, base);
  await audited(grantWorld(context), async ({ settings }) => {
    await settings.set('upstream', text);
    if (!(await isCredentialFor(settings, base))) await settings.set(CREDENTIAL_SETTING, null);
    return { result: undefined, audit: { act: 'upstream', subject: base ?? 'cleared' } };
  });
};

/** Sets the address of Ollama. Resolves with the address as the host will use it. */
export const setUpstream = async (text: string, context: CliContext): Promise<string> => {
  const base = checkUpstream(text);
  await change(text, base, context);
  return base;
};

/** Clears the address of Ollama and its credential: OLLAMA_HOST or the default is used again. */
export const clearUpstream = (context: CliContext): Promise<void> => change(null, undefined, context);
