// cspell:ignore LINKEDIT
import { createHash } from 'node:crypto';

/** mach-o/loader.h */
const HEADER_SIZE = 32;
const LC_SEGMENT_64 = 0x19;
const LC_CODE_SIGNATURE = 0x1d;

/** kern/cs_blobs.h, whose numbers are big-endian. */
const SUPER_BLOB = 0xfade0cc0;
const CODE_DIRECTORY = 0xfade0c02;
const VERSION_WITH_SEGMENT = 0x20400;
const AD_HOC = 0x2;
const LINKER_SIGNED = 0x20000;
const SHA256 = 2;
const MAIN_BINARY = 1n;

const SUPER_BLOB_SIZE = 20;
const DIRECTORY_SIZE = 88;
const HASH_SIZE = 32;
const PAGE_BITS = 12;
const PAGE = 2 ** PAGE_BITS;

/** Of the system, to which the size of a segment in memory is rounded. */
const MEMORY_PAGE = 0x4000n;

interface Commands {
  /** Offsets of the commands with the signature, and with the segments of the code and of the signature. */
  readonly signature: number;
  readonly text: number;
  readonly linkEdit: number;
}

const findCommands = (file: Buffer): Commands => {
  const found = new Map<string, number>();
  let at = HEADER_SIZE;
  for (let count = file.readUInt32LE(16); count > 0; count -= 1) {
    const command = file.readUInt32LE(at);
    if (command === LC_CODE_SIGNATURE) found.set('signature', at);
    if (command === LC_SEGMENT_64)
      found.set(file.toString('latin1', at + 8, at + 24).replace(/\0+$/, ''), at);
    at += file.readUInt32LE(at + 4);
  }
  const [signature, text, linkEdit] = ['signature', '__TEXT', '__LINKEDIT'].map((name) => found.get(name));
  if (signature === undefined || text === undefined || linkEdit === undefined)
    throw new Error('The file is not a Mach-O executable with room for a signature.');
  return { signature, text, linkEdit };
};

/** A code directory with the hashes of `code`, as linkers make it. */
const directoryOf = (code: Buffer, identifier: string, textSize: bigint): Buffer => {
  const name = Buffer.from(`${identifier}\0`);
  const pages = Math.ceil(code.length / PAGE);
  const hashes = DIRECTORY_SIZE + name.length;
  const directory = Buffer.alloc(hashes + pages * HASH_SIZE);
  const fields = [
    ...[CODE_DIRECTORY, directory.length, VERSION_WITH_SEGMENT, AD_HOC | LINKER_SIGNED],
    ...[hashes, DIRECTORY_SIZE, 0, pages, code.length],
  ];
  for (const [index, field] of fields.entries()) directory.writeUInt32BE(field, index * 4);
  directory.set([HASH_SIZE, SHA256, 0, PAGE_BITS], 36);
  directory.writeBigUInt64BE(textSize, 72);
  directory.writeBigUInt64BE(MAIN_BINARY, 80);
  directory.set(name, DIRECTORY_SIZE);
  for (let page = 0; page < pages; page += 1) {
    const hash = createHash('sha256').update(code.subarray(page * PAGE, (page + 1) * PAGE));
    directory.set(hash.digest(), hashes + page * HASH_SIZE);
  }
  return directory;
};

/**
 * Replaces the signature of a 64-bit Mach-O executable by an ad hoc one. Throws if it has none that could be replaced.
 * https://github.com/apple-oss-distributions/xnu/blob/xnu-11417.101.15/osfmk/kern/cs_blobs.h
 */
export const signAdHoc = (executable: Buffer, identifier: string): Buffer => {
  const { signature, text, linkEdit } = findCommands(executable);
  const start = executable.readUInt32LE(signature + 8);
  const code = Buffer.from(executable.subarray(0, start));
  const pages = Math.ceil(start / PAGE);
  const size = SUPER_BLOB_SIZE + DIRECTORY_SIZE + Buffer.byteLength(identifier) + 1 + pages * HASH_SIZE;
  // These fields are part of the code that is signed.
  const fileSize = BigInt(start + size) - code.readBigUInt64LE(linkEdit + 40);
  code.writeUInt32LE(size, signature + 12);
  code.writeBigUInt64LE(fileSize, linkEdit + 48);
  // It is the last segment, so it may grow.
  if (fileSize > code.readBigUInt64LE(linkEdit + 32))
    code.writeBigUInt64LE(BigInt.asUintN(64, (fileSize + MEMORY_PAGE - 1n) & -MEMORY_PAGE), linkEdit + 32);
  const directory = directoryOf(code, identifier, code.readBigUInt64LE(text + 48));
  const head = Buffer.alloc(SUPER_BLOB_SIZE);
  for (const [index, field] of [SUPER_BLOB, size, 1, 0, SUPER_BLOB_SIZE].entries())
    head.writeUInt32BE(field, index * 4);
  return Buffer.concat([code, head, directory]);
};
