/** Applies a change below `root`. Focuses `fallback` if the change removed or hid the focused element. */
export const keepFocus = (root: HTMLElement, fallback: HTMLElement, change: () => void): void => {
  const { activeElement } = root.getRootNode() as Partial<DocumentOrShadowRoot>;
  const focused = activeElement && root.contains(activeElement);
  change();
  if (focused && (!activeElement.isConnected || !activeElement.checkVisibility())) fallback.focus();
};
