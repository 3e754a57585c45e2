import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { missingReply } from './missing-reply.ts';

/** Answers of a real Ollama 0.24.0. */
const recorded = (name: string) => {
  const path = fileURLToPath(new URL(`../../tests/recorded/${name}.json`, import.meta.url));
  return JSON.parse(readFileSync(path, 'utf8')).response;
};

const OF_THE_CONNECTION = ['Date', 'Connection'];

test.each([
  ['unknown-path', undefined],
  ['unknown-path-post', undefined],
  ['upper-path', undefined],
  ['wrong-method', 'POST'],
  ['wrong-method-post', 'HEAD, GET'],
])('%s is answered as Ollama did', (name, allow) => {
  const response = recorded(name);
  const { status, headers, body } = missingReply(allow);
  expect(status).toBe(response.status);
  expect(headers).toEqual(
    response.headers.filter(([header]: [string]) => !OF_THE_CONNECTION.includes(header)),
  );
  expect(body.toString()).toBe(response.chunks.map(({ text }: { text: string }) => text).join(''));
});
