import type { Platform } from '../platform/path-of.ts';

/** A program to run in the folder of the file that it unpacks. */
type Command = readonly [program: string, ...args: string[]];

/** A kind of file that a release consists of. */
export interface Artefact {
  readonly end: RegExp;
  /** Absent if it is for every system. */
  readonly platform?: Platform;
  /** What is in it. `installer`: the system's own installer opens it, and `update` does not. */
  readonly kind: 'executable' | 'package' | 'installer';
  /** Absent if the file is the program. `into` exists already. */
  readonly unpack?: (file: string, into: string, env: Env) => Command;
  /** The program, from the folder that it was unpacked into. */
  readonly program?: readonly string[];
  /** Installers: what to do instead. */
  readonly help?: (file: string) => string;
}

type Env = Readonly<Record<string, string | undefined>>;

const TAR: Readonly<Record<Platform, (env: Env) => string>> = {
  linux: () => 'tar',
  darwin: () => '/usr/bin/tar',
  // A full path, since Windows searches the current directory before the PATH.
  win32: (env) => `${env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\tar.exe`,
};

/** The files of a release, by the end of their names. Anything else has to be an executable. */
const artefactsOn = (here: Platform): readonly Artefact[] => [
  {
    end: /\.tgz$/,
    kind: 'package',
    unpack: (file, into, env) => [TAR[here](env), '-xzf', file, '-C', into],
    program: ['package', 'native-host', 'dist', 'host.mjs'],
  },
  {
    end: /\.tar\.(xz|zst)$/,
    platform: 'linux',
    kind: 'executable',
    unpack: (file, into, env) => [TAR[here](env), '-xf', file, '-C', into, '--strip-components=1'],
    program: ['ollama-turnkey'],
  },
  {
    end: /\.zip$/,
    platform: 'darwin',
    kind: 'executable',
    unpack: (file, into) => ['/usr/bin/ditto', '-x', '-k', file, into],
    program: ['Ollama Turnkey.app', 'Contents', 'MacOS', 'ollama-turnkey'],
  },
  { end: /\.exe$/, platform: 'win32', kind: 'executable' },
  {
    end: /\.deb$/,
    platform: 'linux',
    kind: 'installer',
    help: (file) => `Install it with \`sudo apt install "${file}"\`.`,
  },
  {
    end: /\.msi$/,
    platform: 'win32',
    kind: 'installer',
    help: (file) => `Open it, or run \`msiexec /i "${file}"\`.`,
  },
];

/** What a file is, by the end of its name. */
export const artefactOf = (file: string, here: Platform): Artefact =>
  artefactsOn(here).find(({ end }) => end.test(file.toLowerCase())) ?? { end: /$/, kind: 'executable' };
