import { element } from '../../../../ui/element.ts';
import { consent } from '../shell/consent.ts';

/** A button of a list entry. */
export interface Action {
  readonly text: string;
  /** Whether it gives an extension anything, so that the guard must accept the click. */
  readonly gives?: boolean;
  run(): void;
}

interface Row {
  readonly label: HTMLElement;
  readonly lines: readonly string[];
  /** What the buttons apply to. Screen readers read it with each of them. */
  readonly about: string;
  readonly actions?: readonly Action[];
}

const actionView = ({ text, gives, run }: Action, about: string): HTMLElement => {
  const button = element('button', { type: 'button', textContent: text, ariaLabel: `${text} ${about}` });
  if (gives) consent.onClick(button, run);
  else button.addEventListener('click', run);
  return button;
};

/** One entry of a list: a label, lines of text and buttons. */
export const listRow = ({ label, lines, about, actions = [] }: Row): HTMLElement => {
  const said = lines.map((textContent) => element('div', { className: 'soft', textContent }));
  const row = element('li', { className: 'entry' }, element('div', { className: 'about' }, label, ...said));
  if (actions.length > 0) {
    row.append(
      element('div', { className: 'row actions' }, ...actions.map((each) => actionView(each, about))),
    );
  }
  return row;
};
