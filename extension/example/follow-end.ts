/** How far from the end, in pixels, a reader still counts as being there. */
const NEAR = 48;

/** Keeps the end of what grows in sight, unless the reader has scrolled away. Gives a way back to the end. */
export const followEnd = (scroller: HTMLElement, growing: HTMLElement): (() => void) => {
  let following = true;
  const toEnd = () => {
    if (following) scroller.scrollTop = scroller.scrollHeight;
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
