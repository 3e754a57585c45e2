import { element } from '../../../../ui/element.ts';
import type { PageState, Tab, TabId } from '../tab.ts';
import { createPathFocus } from './follow-path.ts';

/** One of the views of a tab, of which one is shown at a time. It keeps its elements while another is shown. */
export interface View {
  show(page: PageState): Promise<void>;
  /** The user left the view, or the whole tab. Forgets what only this visit may show. */
  leave(): void;
}

/** Creates a view in an element of its own. */
export type CreateView = (root: HTMLElement) => View;

/** Returns the `show` of a tab with several views. `viewOf` chooses one by the path. */
export const createViews = <Name extends string>(
  tab: TabId,
  create: Readonly<Record<Name, CreateView>>,
  viewOf: (path: string) => Name,
): Tab['show'] => {
  const views = (Object.entries(create) as [Name, CreateView][]).map(([name, createView]) => {
    const own = element('div', { className: 'view', hidden: true });
    return { name, own, view: createView(own) };
  });
  const followPath = createPathFocus(tab);
  let visit: AbortSignal | undefined;

  /** Leaves all views but one. */
  const leave = (shown?: Name) => {
    for (const { name, view } of views) if (name !== shown) view.leave();
  };

  return async (root, page) => {
    if (!root.hasChildNodes()) root.append(...views.map(({ own }) => own));
    const shown = viewOf(page.path);
    leave(shown);
    if (visit !== page.signal) page.signal.addEventListener('abort', () => leave());
    visit = page.signal;
    await views.find(({ name }) => name === shown)?.view.show(page);
    for (const { name, own } of views) own.hidden = name !== shown;
    followPath(root, page.path);
  };
};
