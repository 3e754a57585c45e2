import { PRIVATE_PROMPT } from '../../scripts/leaks/private-words.ts';

export const MODEL = 'smollm2:135m';

export const EXTENSION = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
export const FIREFOX_EXTENSION = 'moz-extension://11111111-1111-4111-8111-111111111111';

export const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

/** A POST with JSON, like curl. */
export const post = (body: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

export const chat = (headers: Readonly<Record<string, string>> = {}, more: object = {}) =>
  post({ model: MODEL, messages: [{ role: 'user', content: PRIVATE_PROMPT }], ...more }, headers);

/** The preflight of an extension's POST. */
export const preflight = (origin: string, method = 'POST', headers = 'authorization,content-type') => ({
  method: 'OPTIONS',
  headers: {
    Origin: origin,
    'Access-Control-Request-Method': method,
    'Access-Control-Request-Headers': headers,
  },
});
