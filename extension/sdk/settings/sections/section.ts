import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { piece } from '../../../ui/piece.ts';
import type { Words } from '../../../ui/texts/texts.ts';

/** A section of the settings. It is built once per language and updated for each status. */
export interface Section {
  readonly root: HTMLElement;
  show(status: TurnkeyStatus): void;
}

/** What every section needs. */
export interface Context extends Words {
  /** The level of the headings. */
  readonly level: number;
}

let made = 0;

/** Creates a section with a heading, which takes the focus if the focused element is removed. */
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
