import { expect, test } from 'vitest';
import { blocksOf, inlineCommands } from './blocks.ts';

test('the shell blocks of a page are read without their indentation, and with their marks', () => {
  const page = [
    ...['# Page', '', '```sh', 'one', '```', '', '1. Item', '', '   ```sh not-run="needs two"', '   two \\'],
    ...['     three', '   ```', '', '```ts', 'four', '```', ''],
  ].join('\n');
  expect(blocksOf('docs/page.md', page)).toEqual([
    { line: 3, commands: 'one\n', notRun: undefined },
    { line: 9, commands: 'two \\\n  three\n', notRun: 'needs two' },
  ]);
});

test('commands in comments are indented, and those between two sentences are a block', () => {
  const file = [
    ...[
      '# First:',
      '#   one',
      '#   two',
      '# Then. not-run="asks"',
      '#   three',
      'services:',
      '  # no: four',
      '',
    ],
  ].join('\n');
  expect(blocksOf('compose.yml', file)).toEqual([
    { line: 2, commands: 'one\ntwo\n', notRun: undefined },
    { line: 5, commands: 'three\n', notRun: 'asks' },
  ]);
});

test('commands in running text are found', () => {
  expect(inlineCommands('Run `ollama-turnkey key list` or `npm test`, not ollama-turnkey pair.')).toEqual([
    'ollama-turnkey key list',
  ]);
});
