/** Makes a change below `root` that may remove the focused element, and then focuses `fallback` instead. */
export const keepFocus = (root: HTMLElement, fallback: HTMLElement, change: () => void): void => {
  const { activeElement } = root.getRootNode() as Partial<DocumentOrShadowRoot>;
  const focused = activeElement && root.contains(activeElement);
  change();
  if (focused && (!activeElement.isConnected || !activeElement.checkVisibility())) fallback.focus();
};
