/** Largest width and height of an icon, in pixels. The SDK sends 48. */
const MAX_SIDE = 64;

/** Starts every PNG file, up to the type of its first chunk: https://www.w3.org/TR/png-3/#5PNG-file-signature */
const START = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** The last chunk of every PNG file, with its length and checksum. */
const END = Buffer.from('0000000049454e44ae426082', 'hex');

/** Name of the chunk of an animation, which would draw attention in the approval window. */
const ANIMATED = 'acTL';

/**
 * Checks that an icon is a still PNG of at most {@link MAX_SIDE} pixels, which bounds the memory that a browser needs to
 * decode it. Returns its data URL; undefined if it is anything else, for example an SVG.
 */
export const iconUrl = (base64: string): string | undefined => {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) return undefined;
  if (!bytes.subarray(0, START.length).equals(START) || !bytes.subarray(-END.length).equals(END))
    return undefined;
  if (bytes.includes(ANIMATED)) return undefined;
  const sides = [bytes.readUInt32BE(START.length), bytes.readUInt32BE(START.length + 4)];
  return sides.every((side) => side > 0 && side <= MAX_SIDE) ? `data:image/png;base64,${base64}` : undefined;
};
