import { byId } from '../../../../ui/element.ts';
import type { TabId } from '../tab.ts';

/** The element of a tab. */
export const rootOf = (tab: TabId): HTMLElement => byId(`tab-${tab}`);

/** The title that is shown in an element. A tab keeps views that are hidden. */
export const titleIn = (root: HTMLElement): HTMLElement | undefined =>
  [...root.querySelectorAll('h2')].find((title) => title.checkVisibility());

/** Moves the focus to the title of a tab. */
export const focusTab = (tab: TabId): void => titleIn(rootOf(tab))?.focus();
