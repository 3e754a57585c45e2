import type { DenialCode } from '../../shared/errors/codes.ts';
import type { RequestHead } from './request-head.ts';

/** The key of a request, or why it has none that can be used. */
export type Shown = { readonly key: string } | { readonly code: DenialCode; readonly message: string };

const refuse = (code: DenialCode, message: string): Shown => ({ code, message });

/** Common names of a query parameter with a key, which Gemini and some proxies accept. */
const KEY_PARAMETER = /(?:^|&)(?:[^=&]*(?:key|token|secret|auth|password)[^=&]*)=/i;
const KEY_TEXT = /ot[kp]_[0-9A-Za-z]{8}_/;

/** Whether a URL contains something like a key. It would appear in histories, logs and error messages. */
const isKeyInUrl = ({ path, query }: RequestHead): boolean =>
  KEY_TEXT.test(path) || (query !== '' && (KEY_TEXT.test(query) || KEY_PARAMETER.test(query)));

/**
 * Reads the key of a request from either header, so that the same rules apply to both.
 */
export const credentialOf = (head: RequestHead): Shown => {
  if (isKeyInUrl(head)) {
    return refuse('key_in_url', 'The URL contains a key, and URLs are written to logs.');
  }
  const { authorization, apiKey, repeated } = head;
  if (repeated !== undefined) return refuse('bad_request', `The header ${repeated} is repeated.`);
  const bearer = authorization === undefined ? undefined : /^bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (authorization !== undefined && bearer === undefined) {
    return refuse('no_key', 'The Authorization header has no Bearer key.');
  }
  const plain = apiKey?.trim() || undefined;
  if (bearer !== undefined && plain !== undefined && bearer !== plain) {
    return refuse('bad_request', 'The request has two different keys.');
  }
  const key = bearer ?? plain;
  return key === undefined ? refuse('no_key', 'The request has no key.') : { key };
};
