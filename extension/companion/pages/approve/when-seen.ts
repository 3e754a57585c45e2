interface Page extends EventTarget {
  readonly visibilityState: DocumentVisibilityState;
}

/**
 * Tells whether a page has been visible without a break for `ms`. A window that has just come up under the
 * pointer must be seen before it can be agreed to by a click that was meant for something else.
 */
export const whenSeen = (ms: number, change: (seen: boolean) => void, page: Page = document): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    change(false);
    if (page.visibilityState === 'visible') timer = setTimeout(() => change(true), ms);
  };
  page.addEventListener('visibilitychange', look);
  look();
};
