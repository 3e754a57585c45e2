import { expect, test } from 'vitest';
import { credentialOf } from './credential-of.ts';
import { headOf } from './testing/head-of.ts';

const shown = (headers: Readonly<Record<string, string>> | readonly string[], url = '/api/tags') => {
  const result = credentialOf(headOf(url, headers));
  return 'key' in result ? result.key : result.code;
};

test.each([
  [{ Authorization: 'Bearer abc' }, 'abc'],
  [{ authorization: 'bearer   abc ' }, 'abc'],
  [{ 'x-api-key': ' abc ' }, 'abc'],
  [{ Authorization: 'Bearer abc', 'X-API-Key': 'abc' }, 'abc'],
])('%j has a key', (headers, key) => {
  expect(shown(headers)).toBe(key);
});

test.each([
  [{}, 'no_key'],
  [{ Authorization: 'abc' }, 'no_key'],
  [{ Authorization: 'Basic YWJjOmRlZg==' }, 'no_key'],
  [{ Authorization: 'Bearer a b' }, 'no_key'],
  [{ Authorization: 'Bearer', 'X-API-Key': 'abc' }, 'no_key'],
  [{ 'X-API-Key': ' ' }, 'no_key'],
  [{ Authorization: 'Bearer abc', 'X-API-Key': 'def' }, 'bad_request'],
  [['Authorization', 'Bearer abc', 'authorization', 'Bearer abc'], 'bad_request'],
])('%j has no key', (headers, code) => {
  expect(shown(headers)).toBe(code);
});

test.each([
  '?api_key=x',
  '?apiKey=x',
  '?a=1&access_token=x',
  '?key=',
  '?q=otk_aaaaaaaa_b',
  '/otk_aaaaaaaa_b',
])('a key in the URL (%s) is refused, regardless of the headers', (part) => {
  expect(shown({ Authorization: 'Bearer abc' }, `/api/tags${part}`)).toBe('key_in_url');
});

test.each(['?beta=true', '?verbose=1', '?monkeys'])('%s does not count as a key', (query) => {
  expect(shown({ Authorization: 'Bearer abc' }, `/api/tags${query}`)).toBe('abc');
});
