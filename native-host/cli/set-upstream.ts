import { redactKeys } from '../../shared/key/key.ts';
import { connectableBase } from '../upstream/resolve-upstream.ts';
import type { CliContext } from './cli-context.ts';
import { CliError } from './cli-error.ts';

/**
 * Remembers where Ollama is, written as for `OLLAMA_HOST`, and gives the address that will be used. One with a
 * password or a key in it is refused, and not repeated: it would stand in every status and message.
 */
export const setUpstream = (text: string, { store, now }: CliContext): string => {
  const base = connectableBase(text);
  const protocol = URL.parse(base)?.protocol ?? '';
  const secret = text.includes('@') || redactKeys(text) !== text;
  if (secret || !['http:', 'https:'].includes(protocol)) {
    throw new CliError('That is no address of an Ollama.', 'Write one like http://127.0.0.1:11434.');
  }
  store().settings.set('upstream', text);
  store().audit.add({ at: now(), act: 'upstream', subject: base });
  return base;
};
