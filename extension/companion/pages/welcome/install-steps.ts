import { SETUP_URL } from '../../../../shared/setup-url.ts';

/** The systems for which the Turnkey app exists, as `runtime.getPlatformInfo` names them, with the names that users know. */
export const SYSTEMS = { linux: 'Linux', mac: 'macOS', win: 'Windows' } as const;

export type System = keyof typeof SYSTEMS;

/** A part of what `runtime.getPlatformInfo` returns. */
export interface Platform {
  readonly os: string;
  readonly arch: string;
}

/** One way to install the app: a command for a terminal, or a page to open. */
export interface InstallWay {
  readonly kind: 'command' | 'file' | 'page';
  /** The command, or the address of the file or page. */
  readonly value: string;
  /** What a file is for. */
  readonly label?: string;
  /** The processors that it is for. @default all */
  readonly processors?: readonly string[];
}

type Ways = Readonly<Record<System, readonly InstallWay[]>>;

const COMMAND: InstallWay = { kind: 'command', value: 'npx ollama-turnkey install-host' };

const GUIDE: InstallWay = { kind: 'page', value: SETUP_URL };

/** Processors, as `runtime.getPlatformInfo` of Chromium and Firefox names them. */
const X64 = ['x86-64'];
const ARM64 = ['arm64', 'aarch64'];

/** An installer. The release makes each address lead to the file of the newest version. */
const file = (name: string, label: string, processors: readonly string[]): InstallWay => ({
  ...{ kind: 'file', value: `${SETUP_URL}/${name}`, label, processors },
});

/** The ways for each system, the easiest first. */
const WAYS: Ways = {
  linux: [
    file('amd64.deb', 'Debian, Ubuntu (amd64.deb)', X64),
    file('arm64.deb', 'Debian, Ubuntu (arm64.deb)', ARM64),
    COMMAND,
    GUIDE,
  ],
  mac: [
    file('darwin-arm64.zip', 'macOS, Apple silicon (.app)', ARM64),
    file('darwin-x64.zip', 'macOS, Intel (.app)', X64),
    COMMAND,
    GUIDE,
  ],
  // Windows for ARM runs programs for x64.
  win: [file('windows-x64.msi', 'Windows (.msi)', [...X64, ...ARM64]), COMMAND, GUIDE],
};

/** Systems that are like another one, by their names in `runtime.PlatformOs`. */
const LIKE: Readonly<Record<string, System>> = {
  ...{ linux: 'linux', mac: 'mac', win: 'win' },
  openbsd: 'linux',
};

/** The system to show first. Undefined where extensions cannot start programs: Android and ChromeOS. */
export const systemOf = ({ os }: Platform): System | undefined => LIKE[os];

/** How to install the app on a system. On this computer's own one, only what suits its processor. */
export const installWays = (system: System, here: Platform, ways = WAYS): readonly InstallWay[] =>
  ways[system].filter(
    ({ processors }) => !processors || systemOf(here) !== system || processors.includes(here.arch),
  );
