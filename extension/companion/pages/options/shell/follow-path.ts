import type { TabId } from '../tab.ts';
import { addressOf } from './address.ts';
import { titleIn } from './tab-focus.ts';

/** Whether moving the focus would not take it from anything that the user is at, such as the navigation. */
const isFree = (root: HTMLElement): boolean => {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || root.contains(activeElement);
};

/**
 * Returns a function to call after a tab has rendered. If the path has changed, it moves the focus: to the title of a
 * detail, or, on the way back, to the link that led there.
 */
export const createPathFocus = (tab: TabId) => {
  let last: string | undefined;
  return (root: HTMLElement, path: string): void => {
    const before = last;
    last = path;
    if (before === undefined || before === path || !isFree(root)) return;
    const link =
      path === '' ? root.querySelector<HTMLElement>(`a[href="${CSS.escape(addressOf(tab, before))}"]`) : null;
    (link ?? titleIn(root))?.focus();
  };
};
