import { button } from './piece.ts';
import type { Words } from './texts/texts.ts';

/** A button that copies a text. It shows whether that worked until it loses the focus. */
export const copyButton = (text: () => string, { texts, announce }: Words): HTMLButtonElement => {
  const report = (text: string) => {
    copy.textContent = text;
    announce(text);
  };
  const copy = button('button copy', texts.copy, () =>
    navigator.clipboard.writeText(text()).then(
      () => report(texts.copied),
      () => report(texts.notCopied),
    ),
  );
  copy.addEventListener('blur', () => {
    copy.textContent = texts.copy;
  });
  return copy;
};
