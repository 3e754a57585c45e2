import type { DenialCode } from '../../shared/errors/codes.ts';
import type { RequestHead } from './request-head.ts';

export type Shown = { readonly key: string } | { readonly code: DenialCode; readonly message: string };

const refuse = (code: DenialCode, message: string): Shown => ({ code, message });

/** Names under which people put a key into an address (Gemini and some proxies take it there). */
const KEY_PARAMETER = /(?:^|&)(?:[^=&]*(?:key|token|secret|auth|password)[^=&]*)=/i;
const KEY_TEXT = /ot[kp]_[0-9A-Za-z]{8}_/;

/** Whether an address carries what looks like a key: it would stand in histories, logs and error messages. */
const isKeyInUrl = ({ path, query }: RequestHead): boolean =>
  KEY_TEXT.test(path) || (query !== '' && (KEY_TEXT.test(query) || KEY_PARAMETER.test(query)));

/**
 * The one key that a request shows, whichever way: both ways end here, so that what counts for one counts for
 * the other.
 */
export const credentialOf = (head: RequestHead): Shown => {
  if (isKeyInUrl(head)) {
    return refuse('key_in_url', 'The address holds a key, and addresses are written into logs.');
  }
  const { authorization, apiKey, repeated } = head;
  if (repeated !== undefined) return refuse('bad_request', `The header ${repeated} stands twice.`);
  const bearer = authorization === undefined ? undefined : /^bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (authorization !== undefined && bearer === undefined) {
    return refuse('no_key', 'The Authorization header holds no Bearer key.');
  }
  const plain = apiKey?.trim() || undefined;
  if (bearer !== undefined && plain !== undefined && bearer !== plain) {
    return refuse('bad_request', 'The request shows two different keys.');
  }
  const key = bearer ?? plain;
  return key === undefined ? refuse('no_key', 'The request shows no key.') : { key };
};
