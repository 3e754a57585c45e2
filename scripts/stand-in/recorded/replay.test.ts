import { expect, test } from 'vitest';
import { refusal } from './replay.ts';

test.each(['other:1b', 'a "quoted" one', '$&', '<b>'])('an error names %s as the request does', (name) => {
  const { status, message, body } = refusal('chat-missing-model', { nope: name });
  expect([status, message]).toEqual([404, `model '${name}' not found`]);
  expect(JSON.parse(body.text)).toEqual({ error: message });
});

test('a recording that does not exist is an error', () => {
  expect(() => refusal('nonsense')).toThrow('nonsense.json');
});
