import { expect, test } from 'vitest';
import { ERRORS } from '../../shared/errors/codes.ts';
import { splitCommands } from './with-commands.ts';

const commands = (sentence: string) =>
  splitCommands(sentence).flatMap((each) => (each.command ? each.text : []));

test('a sentence without backticks is one part', () => {
  expect(splitCommands('Try again.')).toEqual([{ text: 'Try again.', code: false, command: false }]);
});

test('a command line can be copied, a name cannot', () => {
  expect(splitCommands('`ollama serve` or `ollama`')).toEqual([
    { text: 'ollama serve', code: true, command: true },
    { text: ' or ', code: false, command: false },
    { text: 'ollama', code: true, command: false },
  ]);
});

test('every command in the help of an error is found', () => {
  expect(commands(ERRORS.ollama_unreachable.help)).toEqual([
    'ollama serve',
    'ollama-turnkey upstream set URL',
  ]);
  for (const { help } of Object.values(ERRORS)) {
    expect(help.split('`').length % 2).toBe(1);
    expect(
      splitCommands(help)
        .map(({ text }) => text)
        .join(''),
    ).toBe(help.replaceAll('`', ''));
  }
});
