import { copyButton } from './copy-button.ts';
import { piece } from './piece.ts';
import type { Words } from './texts/texts.ts';

/** A part of a sentence: plain text, or code that was in backticks. */
interface Part {
  readonly text: string;
  readonly code: boolean;
  /** Whether the code is a command line to copy. A single word is only a name. */
  readonly command: boolean;
}

/** Splits a sentence at its backticks. */
export const splitCommands = (sentence: string): readonly Part[] =>
  sentence
    .split('`')
    .map((text, index) => ({ text, code: index % 2 === 1, command: index % 2 === 1 && text.includes(' ') }))
    .filter(({ text }) => text !== '');

/** Renders a sentence: text in backticks becomes code, and commands get a button to copy them. */
export const withCommands = (sentence: string, words: Words): readonly (Node | string)[] =>
  splitCommands(sentence).flatMap(({ text, code, command }) => {
    if (!code) return [text];
    const shown = piece('code', 'command', { textContent: text, dir: 'ltr' });
    if (!command) return [shown];
    const copy = copyButton(() => text, words);
    copy.ariaLabel = `${words.texts.copy}: ${text}`;
    return [shown, ' ', copy];
  });
