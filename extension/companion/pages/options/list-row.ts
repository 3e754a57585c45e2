import { element } from '../../../ui/element.ts';

interface Row {
  readonly label: HTMLElement;
  readonly lines: readonly string[];
  readonly action?: { readonly text: string; readonly about: string; run(): void };
}

/** One entry of a list: who, what about them, and the one thing that can be done. */
export const listRow = ({ label, lines, action }: Row): HTMLElement => {
  const about = element('div', { className: 'about' }, label);
  for (const textContent of lines) about.append(element('div', { className: 'soft', textContent }));
  const row = element('li', { className: 'entry' }, about);
  if (action) {
    const ariaLabel = `${action.text}: ${action.about}`;
    const button = element('button', { type: 'button', textContent: action.text, ariaLabel });
    button.addEventListener('click', () => action.run());
    row.append(button);
  }
  return row;
};
