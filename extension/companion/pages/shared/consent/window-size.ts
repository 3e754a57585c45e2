/** In device-independent pixels, whatever the zoom of the page. */
export interface Size {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** What a window manager may take from a window by rounding and moving it to another screen. */
const KEPT = 0.9;

/** A window below this shows no question legibly, whatever it was created with. */
const LEAST = 300;

const isBelow = ({ width = 0, height = 0 }: Size, least: Required<Size>): boolean =>
  width < (least.width ?? 0) || height < (least.height ?? 0);

/** Whether a window is smaller than the companion created it. A larger one is fine. */
export const isShrunk = (now: Size, { width = 0, height = 0 }: Size): boolean =>
  isBelow(now, { width: Math.max(width * KEPT, LEAST), height: Math.max(height * KEPT, LEAST) });

/** Whether a window of the user's own is too small to give permissions in. */
export const isTooSmall = (now: Size): boolean => isBelow(now, { width: 400, height: 400 });
