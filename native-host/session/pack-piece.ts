import { DEFLATE_PIECE } from '../../shared/protocol/limits.ts';
import type { ReplyPayload } from '../../shared/protocol/messages.ts';

/** Compresses a piece of a reply. Undefined if it is too small for it, or does not shrink to less than half. */
export type PackPiece = (bytes: Buffer) => ReplyPayload | undefined;

/** How much of a reply is compressed as a trial, in bytes: 20 microseconds of work. */
const SAMPLE = 4 * 1024;

/** Not imported: most hosts never compress, and a module costs time at the start. */
const zlib = () => process.getBuiltinModule('node:zlib');

const shrinks = (packed: Buffer, bytes: Buffer): boolean => 2 * packed.byteLength < bytes.byteLength;

/**
 * Creates the compressor of one reply. Its first piece decides: if a sample does not shrink to less than half, none is
 * compressed; if it shrinks to more than a third, as numbers do, no repetitions are searched, which takes half the time
 * for 5 % more bytes.
 */
export const createPackPiece = (): PackPiece => {
  let strategy: number | undefined;
  let hopeless = false;

  const pack = (bytes: Buffer): Buffer | undefined => {
    const { deflateRawSync, constants } = zlib();
    if (strategy === undefined) {
      const sample = bytes.subarray(0, SAMPLE);
      const packed = deflateRawSync(sample, { level: 1 });
      if (!shrinks(packed, sample)) return undefined;
      strategy =
        3 * packed.byteLength > sample.byteLength ? constants.Z_HUFFMAN_ONLY : constants.Z_DEFAULT_STRATEGY;
    }
    const packed = deflateRawSync(bytes, { level: 1, strategy });
    return shrinks(packed, bytes) ? packed : undefined;
  };

  return (bytes) => {
    if (hopeless || bytes.byteLength < DEFLATE_PIECE.least) return undefined;
    const packed = pack(bytes);
    hopeless = packed === undefined;
    return packed && { deflate: packed.toString('base64'), length: bytes.byteLength };
  };
};

/** Never compresses, for clients that have not announced it. */
export const packNothing: PackPiece = () => undefined;
