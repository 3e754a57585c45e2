import { expect, test } from 'vitest';
import { fullName, isCloudName, shortName } from './model-name.ts';

test.each([
  ['llama3', 'registry.ollama.ai/library/llama3:latest', 'llama3:latest'],
  ['me/llama3:8b', 'registry.ollama.ai/me/llama3:8b', 'me/llama3:8b'],
  ['127.0.0.1:9/x/nope', '127.0.0.1:9/x/nope:latest', '127.0.0.1:9/x/nope:latest'],
])('%s is a valid name', (text, full, short) => {
  expect([fullName(text), shortName(full)]).toEqual([full, short]);
});

test.each(['', '../x', '../../etc/passwd', 'a/b/c/d/e', 'x:', 'a b', '-x'])(
  '%j is not a valid name',
  (text) => {
    expect(fullName(text)).toBeUndefined();
  },
);

test.each([
  ['gpt-oss:120b-cloud', true],
  ['x:CLOUD', true],
  ['x:local', false],
  ['cloud', false],
])('%s runs in the cloud: %s', (text, cloud) => {
  expect(isCloudName(text)).toBe(cloud);
});
