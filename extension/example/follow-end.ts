/** Distance from the end, in pixels, that still counts as being at the end. */
const NEAR = 48;

/**
 * Keeps the end of a growing element in view unless the user scrolls away, or has the focus in it. Returns a function that
 * scrolls to the end.
 */
export const followEnd = (scroller: HTMLElement, growing: HTMLElement): (() => void) => {
  let following = true;
  const isFocused = () => scroller.matches(':has(:focus)');
  const toEnd = () => {
    if (following && !isFocused()) scroller.scrollTop = scroller.scrollHeight;
  };
  scroller.addEventListener('scroll', () => {
    following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  });
  new ResizeObserver(toEnd).observe(growing);
  return () => {
    following = true;
    toEnd();
  };
};
