import { element } from './element.ts';
import { TEXTS } from './texts.ts';

/** A button that copies a text and says so. */
export const copyButton = (text: () => string, label: string = TEXTS.copy): HTMLButtonElement => {
  const button = element('button', { type: 'button', textContent: label, className: 'copy' });
  const say = (words: string) => {
    button.textContent = words;
  };
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(text()).then(
      () => say(TEXTS.copied),
      () => say(TEXTS.copyFailed),
    );
  });
  button.addEventListener('blur', () => say(label));
  return button;
};
