import { createHash } from 'node:crypto';
import type { Started } from '../../doctor/doctor-world.ts';
import type { InstallWorld } from '../../install/install-world.ts';
import { type MemoryWorld, memoryWorld } from '../../install/testing/memory-world.ts';
import { type Platform, pathOf } from '../../platform/path-of.ts';
import type { UpdateWorld } from '../update-world.ts';

/** The header of an executable, as far as `programTarget` reads it. */
export const headerOf = (platform: Platform, arch: 'x64' | 'arm64'): Uint8Array => {
  const head = Buffer.alloc(256);
  if (platform === 'linux') {
    head.write('\x7fELF', 'latin1');
    head.writeUInt16LE(arch === 'x64' ? 62 : 183, 18);
  } else if (platform === 'darwin') {
    head.writeUInt32LE(0xfeed_facf, 0);
    head.writeUInt32LE(arch === 'x64' ? 0x0100_0007 : 0x0100_000c, 4);
  } else {
    head.write('MZ', 'latin1');
    head.writeUInt32LE(128, 0x3c);
    head.write('PE\0\0', 128, 'latin1');
    head.writeUInt16LE(arch === 'x64' ? 0x8664 : 0xaa64, 132);
  }
  return head;
};

export interface UpdateMemoryWorld
  extends UpdateWorld,
    Pick<MemoryWorld, 'files' | 'registry' | 'directory'> {
  /** The programs that were started, with the stores that they found. */
  readonly started: { readonly path: string; readonly store: string | undefined }[];
  /** What was run in a folder. */
  readonly commands: (readonly string[])[];
}

interface Behaviour {
  /** What a program that was started does. */
  readonly start: (path: string, files: ReadonlyMap<string, string>) => Started['outcome'];
  /** What a program that was run in a folder writes there. */
  readonly runIn?: (folder: string, command: readonly string[], files: Map<string, string>) => number;
  /** The header of every file. */
  readonly head: Uint8Array;
}

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A simulated operating system in memory, for updates. */
export const updateMemoryWorld = (
  facts: Omit<InstallWorld, 'fs' | 'run'>,
  contents: Parameters<typeof memoryWorld>[1],
  { start, runIn = () => 0, head }: Behaviour,
): UpdateMemoryWorld => {
  const world = memoryWorld(facts, contents);
  const { files } = world;
  const { join } = pathOf(world.platform);
  const started: UpdateMemoryWorld['started'] = [];
  const commands: UpdateMemoryWorld['commands'] = [];
  return {
    ...world,
    started,
    commands,
    arch: 'x64',
    async start({ path, env }) {
      started.push({ path, store: files.get(join(env['OLLAMA_TURNKEY_HOME'] ?? '', 'turnkey.sqlite')) });
      return { outcome: start(path, files), stderr: '' };
    },
    async runIn(folder, command, args) {
      commands.push([command, ...args]);
      return { code: runIn(folder, [command, ...args], files), stdout: '', stderr: 'the reason' };
    },
    sha256: async (path) => sha256Of(files.get(path) ?? ''),
    head: async () => head,
    async copyStore(from, to) {
      const text = files.get(join(from, 'turnkey.sqlite'));
      if (text !== undefined) files.set(join(to, 'turnkey.sqlite'), text);
    },
    unique: () => '1',
  };
};
