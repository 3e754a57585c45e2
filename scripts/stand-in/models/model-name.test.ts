import { describe, expect, it } from 'vitest';
import { fullName, parseModelName, shortName } from './model-name.ts';
import { isCloudName, parseModelRef } from './model-ref.ts';

describe('parseModelName', () => {
  it.each([
    ['llama3', 'registry.ollama.ai/library/llama3:latest', 'llama3:latest'],
    ['me/llama3:8b', 'registry.ollama.ai/me/llama3:8b', 'me/llama3:8b'],
    ['127.0.0.1:9/x/nope', '127.0.0.1:9/x/nope:latest', '127.0.0.1:9/x/nope:latest'],
  ])('reads %s', (text, full, short) => {
    const name = parseModelName(text);
    expect(name && [fullName(name), shortName(name)]).toEqual([full, short]);
  });

  it.each(['', '../x', '../../etc/passwd', 'a/b/c/d/e', 'x:', 'a b', '-x'])('refuses %j', (text) => {
    expect(parseModelName(text)).toBeUndefined();
  });
});

describe('parseModelRef', () => {
  it.each([
    ['gpt-oss:120b-cloud', true],
    ['x:CLOUD', true],
    ['x:local', false],
    ['cloud', false],
  ])('%s runs in the cloud: %s', (text, cloud) => {
    expect(isCloudName(text)).toBe(cloud);
  });

  it('refuses two sources', () => {
    expect(() => parseModelRef('x:cloud:local', { missing: [400, ''] })).toThrow(
      'use either :local or :cloud',
    );
  });
});
