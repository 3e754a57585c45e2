import { HTTP_CALLER } from '../../shared/access/caller.ts';
import { grantJson } from '../../shared/access/grant-json.ts';
import { UserError } from '../errors/user-error.ts';
import * as grants from '../grants/issue.ts';
import type { CliContext } from './cli-context.ts';
import { grantWorld } from './find-grant.ts';
import { type KeyFlags, readKeyFlags } from './key-options.ts';
import { readExtension } from './read-options.ts';

export interface CreateFlags extends KeyFlags {
  readonly extension?: string;
  readonly http?: boolean;
  readonly json?: boolean;
}

/** The caller that the key is bound to from the start; null to bind it to the first extension that uses it. */
const readCaller = ({ extension, http }: CreateFlags): string | null => {
  if (extension !== undefined && http) {
    throw new UserError('A key is for one extension or for HTTP, not for both.', 'Create one key for each.');
  }
  if (http) return HTTP_CALLER.id;
  if (extension === undefined) return null;
  return readExtension(extension);
};

const advice = (caller: string | null): string => {
  if (caller === HTTP_CALLER.id)
    return 'Send this key as Authorization: Bearer or X-API-Key. It is shown only once.';
  return caller === null
    ? 'Paste this key into one extension: it will belong to the first that uses it. It is shown only once.'
    : `Paste this key into the extension ${caller}. No other can use it. It is shown only once.`;
};

/** `key create`: creates a key and prints it. */
export const createKey = async (flags: CreateFlags, context: CliContext): Promise<void> => {
  const { now, print, explain } = context;
  const wanted = { ...readKeyFlags(flags, now()), caller: readCaller(flags) };
  const { text, grant } = await grants.createKey(wanted, grantWorld(context));
  if (flags.json) return print(JSON.stringify({ ...grantJson(grant, now()), key: text }, null, 2));
  explain(advice(grant.caller));
  print(text);
};
