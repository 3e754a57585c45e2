import { redactKeys } from '../../shared/key/key.ts';
import { UserError } from '../errors/user-error.ts';
import { connectableBase } from '../upstream/resolve-upstream.ts';

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
