import { redactKeys } from '../../shared/key/key.ts';
import { UserError } from '../errors/user-error.ts';
import { connectableBase } from '../upstream/resolve-upstream.ts';
import type { CliContext } from './cli-context.ts';
import { dropCredential } from './upstream-credential.ts';

/**
 * The address that a text written as for `OLLAMA_HOST` names. Throws a UserError for one with a user name, password,
 * query, fragment or key, and does not repeat it: the address is shown in statuses and messages.
 */
export const checkUpstream = (text: string): string => {
  const base = connectableBase(text);
  const protocol = URL.parse(base)?.protocol ?? '';
  const secret = /[@?#]/.test(text) || redactKeys(text) !== text;
  if (secret || !['http:', 'https:'].includes(protocol)) {
    throw new UserError('This is not a valid Ollama address.', 'Write one like http://127.0.0.1:11434.');
  }
  return base;
};

/** Remembers where Ollama is, and gives the address that will be used. The credential of another one is forgotten. */
export const setUpstream = async (text: string, context: CliContext): Promise<string> => {
  const { store, now } = context;
  const base = checkUpstream(text);
  await dropCredential(context, base);
  await store().settings.set('upstream', text);
  await store().audit.add({ at: now(), act: 'upstream', subject: base });
  return base;
};
