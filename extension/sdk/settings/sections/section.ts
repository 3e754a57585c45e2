import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { piece } from '../piece.ts';
import type { Language } from '../texts/pick-texts.ts';

/** A part of the settings, built once for a language and shown again for each new state. */
export interface Section {
  readonly root: HTMLElement;
  show(status: TurnkeyStatus): void;
}

/** What every section is built with. */
export interface Context extends Language {
  /** Level of the headings in the page. */
  readonly level: number;
  /** Says something to screen readers that is seen elsewhere. */
  announce(text: string): void;
}

let made = 0;

/** A heading that can take the focus when what had it is gone. */
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

/** Does what may remove the focused element, and puts the focus on the title if it did. */
export const keepFocus = (root: HTMLElement, title: HTMLElement, change: () => void): void => {
  const focused = (root.getRootNode() as Partial<ShadowRoot>).activeElement as HTMLElement | null | undefined;
  const had = focused && root.contains(focused);
  change();
  if (had && (!focused.isConnected || !focused.checkVisibility())) title.focus();
};
