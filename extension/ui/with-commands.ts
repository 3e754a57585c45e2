import { element } from './element.ts';

const copyButton = (command: string): HTMLButtonElement => {
  const button = element('button', { type: 'button', textContent: 'Copy', className: 'copy' });
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(command);
    button.textContent = 'Copied';
  });
  return button;
};

/** A sentence whose `commands` in backticks are shown as code, each with a button that copies it. */
export const withCommands = (sentence: string): DocumentFragment => {
  const fragment = document.createDocumentFragment();
  for (const [index, part] of sentence.split('`').entries()) {
    if (index % 2 === 0) fragment.append(part);
    else
      fragment.append(
        element('code', { textContent: part }),
        ...(part.includes(' ') ? [' ', copyButton(part)] : []),
      );
  }
  return fragment;
};
