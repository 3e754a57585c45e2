import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { piece } from '../../../ui/piece.ts';
import type { Words } from '../../../ui/texts/texts.ts';

/** A part of the settings, built once for a language and shown again for each new state. */
export interface Section {
  readonly root: HTMLElement;
  show(status: TurnkeyStatus): void;
}

/** What every section is built with. */
export interface Context extends Words {
  /** Level of the headings in the page. */
  readonly level: number;
}

let made = 0;

/** A section with a heading, which can take the focus when the focused element is removed. */
export const frame = (name: string, heading: string, level: number, ...beside: readonly Node[]) => {
  made += 1;
  const title = piece('div', 'heading', {
    id: `title-${made}`,
    role: 'heading',
    ariaLevel: String(level),
    tabIndex: -1,
    textContent: heading,
  });
  const root = piece('section', `section ${name}`, {}, piece('div', 'row', {}, title, ...beside));
  root.setAttribute('aria-labelledby', title.id);
  return { root, title };
};
