// cspell:ignore LINKEDIT
import { expect, test } from 'vitest';
import { readMachSignature } from './mach-signature.ts';
import { signAdHoc } from './sign-ad-hoc.ts';

const SEGMENT = 72;
const CODE = 10_000;

/** A Mach-O file with two segments, code, and a signature of another file. */
const machO = (): Buffer => {
  const file = Buffer.alloc(CODE + 500, 'code');
  file.fill(0, 0, 32 + 2 * SEGMENT + 16);
  file.writeUInt32LE(0xfeedfacf, 0);
  file.writeUInt32LE(3, 16);
  for (const [index, name] of ['__TEXT', '__LINKEDIT'].entries()) {
    const at = 32 + index * SEGMENT;
    file.writeUInt32LE(0x19, at);
    file.writeUInt32LE(SEGMENT, at + 4);
    file.write(name, at + 8);
    file.writeBigUInt64LE(0x4000n, at + 32);
    file.writeBigUInt64LE(BigInt(index * 8192), at + 40);
    file.writeBigUInt64LE(8192n, at + 48);
  }
  const at = 32 + 2 * SEGMENT;
  for (const [index, field] of [0x1d, 16, CODE, 500].entries()) file.writeUInt32LE(field, at + index * 4);
  return file;
};

test('an executable is signed ad hoc, and every page of its code has its hash', () => {
  const signed = signAdHoc(machO(), 'name');
  expect(readMachSignature(signed)).toEqual({ isLast: true, isAdHoc: true, changedPages: 0, pages: 3 });
  // To sign again changes nothing.
  expect(signAdHoc(signed, 'name').equals(signed)).toBe(true);
});

test('changed code is found', () => {
  const signed = signAdHoc(machO(), 'name');
  signed[CODE - 1] = 0;
  expect(readMachSignature(signed)?.changedPages).toBe(1);
});

test('the segment of the signature has its size', () => {
  const signed = signAdHoc(machO(), 'name');
  expect(Number(signed.readBigUInt64LE(32 + SEGMENT + 48))).toBe(signed.length - 8192);
});

test('the signature of another file is not read', () => {
  expect(readMachSignature(machO())).toBeUndefined();
});

test('a file without room for a signature is refused', () => {
  expect(() => signAdHoc(Buffer.alloc(64), 'name')).toThrow('not a Mach-O executable');
});
