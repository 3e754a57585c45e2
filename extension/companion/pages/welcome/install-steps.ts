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
  readonly kind: 'command' | 'page';
  /** The command, or the address of the page. */
  readonly value: string;
  /** The processors that it is for. @default all */
  readonly processors?: readonly string[];
}

type Ways = Readonly<Record<System, readonly InstallWay[]>>;

const COMMAND: InstallWay = { kind: 'command', value: 'npx ollama-turnkey install-host' };

const GUIDE: InstallWay = { kind: 'page', value: SETUP_URL };

/** The ways for each system, the easiest first. */
const WAYS: Ways = { linux: [COMMAND, GUIDE], mac: [COMMAND, GUIDE], win: [COMMAND, GUIDE] };

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
