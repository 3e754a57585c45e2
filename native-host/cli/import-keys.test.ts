import { expect, test } from 'vitest';
import { readKeyLines } from './import-keys.ts';

const ONE = '5f1b7c9e2d4a4c6f8b3e';
const TWO = 'sk-90ab12cd34ef56gh';

test('each line has a key, or a name and a key', () => {
  expect(readKeyLines(`# from nginx\r\n${ONE}\n\nWeb UI ${TWO}\n`)).toEqual([
    { line: 2, name: undefined, text: ONE },
    { line: 4, name: 'Web UI', text: TWO },
  ]);
});

test('all problems are named with their lines, and no key is quoted', () => {
  const input = [ONE, 'short', ONE, 'a/ä0123456789abcdef', 'x'.repeat(600), 'your-secret-key-here'];
  const otk = `otk_${'a'.repeat(8)}_${'b'.repeat(49)}`;
  expect(() => readKeyLines([...input, otk].join('\n'))).toThrow(
    'Nothing was imported: line 2: a key has at least 16 characters; line 3: it is repeated; ' +
      'line 4: a key has only visible ASCII characters; line 5: a key has at most 512 characters; ' +
      'line 6: it is a placeholder, not a key; line 7: it has the form of a key of Ollama Turnkey, which cannot be imported.',
  );
  expect(() => readKeyLines('# nothing\n')).toThrow('there is no key');
});
