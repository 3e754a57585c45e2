import { button } from './piece.ts';
import type { Words } from './texts/texts.ts';

/** A button that copies a text. It shows whether that worked until it loses the focus. */
export const copyButton = (text: () => string, { texts, announce }: Words): HTMLButtonElement => {
  const tell = (words: string) => {
    copy.textContent = words;
    announce(words);
  };
  const copy = button('button copy', texts.copy, () =>
    navigator.clipboard.writeText(text()).then(
      () => tell(texts.copied),
      () => tell(texts.notCopied),
    ),
  );
  copy.addEventListener('blur', () => {
    copy.textContent = texts.copy;
  });
  return copy;
};
