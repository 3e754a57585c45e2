import { element } from '../../../ui/element.ts';
import { consent } from './consent.ts';

/** Something that can be done with an entry of a list. */
export interface Action {
  readonly text: string;
  /** Whether it gives an extension something: then only a click that the guard accepts runs it. */
  readonly gives?: boolean;
  run(): void;
}

interface Row {
  readonly label: HTMLElement;
  readonly lines: readonly string[];
  /** Whom the buttons are about, for those who hear them one by one. */
  readonly about: string;
  readonly actions?: readonly Action[];
}

const actionView = ({ text, gives, run }: Action, about: string): HTMLElement => {
  const button = element('button', { type: 'button', textContent: text, ariaLabel: `${text} ${about}` });
  if (gives) consent.onClick(button, run);
  else button.addEventListener('click', run);
  return button;
};

/** One entry of a list: who, what about them, and what can be done. */
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
