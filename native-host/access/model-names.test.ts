import { expect, test } from 'vitest';
import { isCloudModel, isModelName, plainModelName } from './model-names.ts';

test.each([
  ['llama3', 'llama3:latest'],
  ['Llama3:Latest', 'llama3:latest'],
  ['localhost:5000/me/x', 'localhost:5000/me/x:latest'],
  ['hf.co/me/X:Q4', 'hf.co/me/x:q4'],
  ['registry.ollama.ai/library/x', 'x:latest'],
  ['https://registry.ollama.ai/me/x:1b', 'me/x:1b'],
  ['library/x', 'x:latest'],
])('%s is %s', (name, plain) => {
  expect(plainModelName(name)).toBe(plain);
});

test.each(['gpt-oss:cloud', 'gpt-oss:120b-cloud', 'GPT-OSS:120B-CLOUD', 'me/x:cloud', 'x:cloud:local'])(
  '%s runs on ollama.com',
  (name) => {
    expect(isCloudModel(name)).toBe(true);
  },
);

test.each(['gpt-oss', 'my-cloud', 'x:cloudy', 'x:cloud-1', 'cloud', 'host:443/x-cloud', 'me:cloud/x'])(
  '%s runs here',
  (name) => {
    expect(isCloudModel(name)).toBe(false);
  },
);

test.each([
  ' x:cloud',
  'x:cloud ',
  'x: cloud',
  'x:cloud\n',
  'x:\u0085cloud',
  'x:cloud\u0000',
  'x@y',
  'ſ',
  '',
])('%j is not a name', (name) => {
  expect(isModelName(name)).toBe(false);
});

test.each(['llama3.2:1b-instruct-q4_0', 'https://localhost:5000/me/x:tag', 'hf.co/me/X-GGUF:Q4_K_M'])(
  '%s is a name',
  (name) => {
    expect(isModelName(name)).toBe(true);
  },
);
