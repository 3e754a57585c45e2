/** In device-independent pixels, which do not depend on the zoom of the page. */
export interface Size {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** The fraction of its size that a window keeps at least when a window manager rounds it or moves it to another screen. */
const KEPT = 0.9;

/** Minimum width and height in which a prompt is legible, in pixels. */
const LEAST = 300;

const isBelow = ({ width = 0, height = 0 }: Size, least: Required<Size>): boolean =>
  width < (least.width ?? 0) || height < (least.height ?? 0);

/** Whether a window is smaller than when the companion created it. It may be larger. */
export const isShrunk = (now: Size, { width = 0, height = 0 }: Size): boolean =>
  isBelow(now, { width: Math.max(width * KEPT, LEAST), height: Math.max(height * KEPT, LEAST) });

/** Whether a window that the user opened is too small for giving permissions. */
export const isTooSmall = (now: Size): boolean => isBelow(now, { width: 400, height: 400 });
