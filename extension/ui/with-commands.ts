import { copyButton } from './copy-button.ts';
import { element } from './element.ts';
import { splitCommands } from './split-commands.ts';

/** A sentence whose `commands` in backticks are shown as code, each with a button that copies it. */
export const withCommands = (sentence: string): DocumentFragment => {
  const fragment = document.createDocumentFragment();
  for (const { text, code, command } of splitCommands(sentence)) {
    fragment.append(code ? element('code', { textContent: text, dir: 'ltr' }) : text);
    if (command)
      fragment.append(
        ' ',
        copyButton(() => text),
      );
  }
  return fragment;
};
