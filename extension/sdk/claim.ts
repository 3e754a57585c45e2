import { joined, toBase64 } from './session/payload.ts';
import type { Session } from './session/session.ts';
import { browserRuntime } from './transport/browser-api.ts';

/** Width and height of the icon that is sent, in pixels. */
const SIDE = 48;

/** Longest name that the host accepts. */
const MAX_NAME = 200;

/** What this extension says about itself in `hello`; undefined outside an extension. */
export const ownClaim = (): { readonly name: string } | undefined => {
  const name = browserRuntime()?.getManifest?.().name;
  return name ? { name: name.slice(0, MAX_NAME) } : undefined;
};

/** Reads the icon in this extension's manifest that is nearest to {@link SIDE}, as a PNG in base64. */
const readIcon = async (): Promise<string> => {
  const runtime = browserRuntime() as typeof chrome.runtime;
  const { icons = {} } = runtime.getManifest();
  const distance = (size: string) => Math.abs(Number(size) - SIDE);
  const [nearest] = Object.keys(icons).sort((one, two) => distance(one) - distance(two));
  const file = await fetch(runtime.getURL(icons[nearest as never] as string));
  const bitmap = await createImageBitmap(await file.blob());
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, SIDE, SIDE);
  return toBase64(await joined([await canvas.convertToBlob()]));
};

/**
 * Sends the icon for the approval window, if the host's answer shows that one may open: the extension has no grant, or
 * `more` than its grant is about to be requested. Without an icon, the window shows one made from the ID.
 */
export const sendIcon = async (session: Session, more: boolean): Promise<void> => {
  try {
    const { grant } = await session.welcome;
    if ((grant !== null) === more) await session.call('icon.set', { icon: await readIcon() });
  } catch {
    // The manifest has no icon that this context can draw, or the host is older.
  }
};
