import { createHash } from 'node:crypto';

/** mach-o/loader.h */
const HEADER_SIZE = 32;
const LC_CODE_SIGNATURE = 0x1d;

/** kern/cs_blobs.h, whose numbers are big-endian. */
const SUPER_BLOB = 0xfade0cc0;
const CODE_DIRECTORY = 0xfade0c02;
const AD_HOC = 0x2;

/** The code signature of a Mach-O file. */
export interface MachSignature {
  /** Whether nothing follows the signature, which a signing program replaces. */
  readonly isLast: boolean;
  readonly isAdHoc: boolean;
  /** Pages of the code whose hash is not the one in the signature. */
  readonly changedPages: number;
  readonly pages: number;
}

const findSignature = (file: Buffer): Buffer | undefined => {
  const commands = file.readUInt32LE(16);
  let at = HEADER_SIZE;
  for (let count = 0; count < commands; count += 1) {
    const start = file.readUInt32LE(at + 8);
    if (file.readUInt32LE(at) === LC_CODE_SIGNATURE)
      return file.subarray(start, start + file.readUInt32LE(at + 12));
    at += file.readUInt32LE(at + 4);
  }
  return undefined;
};

/** Reads the signature of a 64-bit Mach-O file, and compares its hashes with the code. Undefined if there is none. */
export const readMachSignature = (file: Buffer): MachSignature | undefined => {
  const blob = findSignature(file);
  if (blob?.readUInt32BE(0) !== SUPER_BLOB) return undefined;
  const directory = blob.subarray(blob.readUInt32BE(16));
  if (directory.readUInt32BE(0) !== CODE_DIRECTORY) return undefined;
  const [hashes, pages, limit] = [16, 28, 32].map((field) => directory.readUInt32BE(field)) as [
    number,
    number,
    number,
  ];
  const [size, pageSize] = [directory.readUInt8(36), 2 ** directory.readUInt8(39)] as const;
  let changedPages = 0;
  for (let page = 0; page < pages; page += 1) {
    const code = file.subarray(page * pageSize, Math.min((page + 1) * pageSize, limit));
    const stated = directory.subarray(hashes + page * size, hashes + (page + 1) * size);
    if (!createHash('sha256').update(code).digest().subarray(0, size).equals(stated)) changedPages += 1;
  }
  return {
    isLast: blob.byteOffset + blob.length === file.byteOffset + file.length,
    isAdHoc: (directory.readUInt32BE(12) & AD_HOC) !== 0,
    changedPages,
    pages,
  };
};
