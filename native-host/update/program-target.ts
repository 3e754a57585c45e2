import type { Platform } from '../platform/path-of.ts';

/** The system and processor that an executable is for. */
export interface ProgramTarget {
  readonly platform: Platform;
  /** As in `process.arch`. */
  readonly arch: string;
}

/** Processors by the number in the header, for each format. */
const ARCH = {
  // https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
  linux: new Map([
    [62, 'x64'],
    [183, 'arm64'],
  ]),
  // https://learn.microsoft.com/windows/win32/debug/pe-format#machine-types
  win32: new Map([
    [0x8664, 'x64'],
    [0xaa64, 'arm64'],
  ]),
  // mach/machine.h
  darwin: new Map([
    [0x0100_0007, 'x64'],
    [0x0100_000c, 'arm64'],
  ]),
} as const;

const ELF = 0x7f45_4c46;
const MZ = 0x4d5a;
const PE = 0x5045_0000;
const MACH_O_64 = 0xfeed_facf;

const read = (bytes: Uint8Array): ProgramTarget | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const of = (platform: Platform, machine: number) => {
    const arch = ARCH[platform].get(machine);
    return arch === undefined ? undefined : { platform, arch };
  };
  if (view.getUint32(0) === ELF) return of('linux', view.getUint16(18, true));
  if (view.getUint32(0, true) === MACH_O_64) return of('darwin', view.getUint32(4, true));
  if (view.getUint16(0) !== MZ) return undefined;
  const at = view.getUint32(0x3c, true);
  return view.getUint32(at) === PE ? of('win32', view.getUint16(at + 4, true)) : undefined;
};

/** Reads the header of an executable. Undefined for any other file, and for a processor without a release. */
export const programTarget = (head: Uint8Array): ProgramTarget | undefined => {
  try {
    return read(head);
  } catch {
    // It ends within the header.
    return undefined;
  }
};

const SYSTEM: Readonly<Record<Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** The name of a target in file names of a release: `windows-x64`. */
export const targetName = ({ platform, arch }: ProgramTarget): string => `${SYSTEM[platform]}-${arch}`;
