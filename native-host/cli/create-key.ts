import { HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Limits } from '../../shared/access/grant.ts';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import { UserError } from '../errors/user-error.ts';
import * as grants from '../grants/issue.ts';
import type { CliContext } from './cli-context.ts';
import { grantWorld } from './find-grant.ts';
import { grantJson } from './grant-report.ts';
import { readCount, readExpiry, readExtension, readModels, readName, readScopes } from './read-options.ts';

interface CreateFlags {
  readonly name: string;
  readonly scope: readonly string[];
  readonly model: readonly string[];
  readonly limitConcurrent?: string;
  readonly limitMinute?: string;
  readonly expires: string;
  readonly extension?: string;
  readonly http?: boolean;
  readonly json?: boolean;
}

const readLimits = ({ limitConcurrent, limitMinute }: CreateFlags): Limits | null => {
  if (limitConcurrent === undefined && limitMinute === undefined) return null;
  return {
    ...(limitConcurrent !== undefined && { concurrent: readCount(limitConcurrent) }),
    ...(limitMinute !== undefined && { perMinute: readCount(limitMinute) }),
  };
};

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
  const wanted = {
    name: readName(flags.name),
    caller: readCaller(flags),
    scopes: readScopes(flags.scope.length > 0 ? flags.scope : DEFAULT_SCOPES),
    models: readModels(flags.model),
    limits: readLimits(flags),
    expiresAt: readExpiry(flags.expires, now()),
  };
  const { text, grant } = await grants.createKey(wanted, grantWorld(context));
  if (flags.json) return print(JSON.stringify({ ...grantJson(grant, now()), key: text }, null, 2));
  explain(advice(grant.caller));
  print(text);
};
