import { copyButton } from './copy-button.ts';
import { piece } from './piece.ts';
import { splitCommands } from './split-commands.ts';
import type { Words } from './texts/texts.ts';

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
