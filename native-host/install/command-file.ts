import { type Platform, pathOf } from '../platform/path-of.ts';
import { readIfThere } from './existing-files.ts';
import { type InstallLayout, type InstallPlace, installLayout } from './install-layout.ts';
import type { ReportRow } from './install-report.ts';
import type { InstallWorld } from './install-world.ts';
import { shellQuote } from './posix-wrapper.ts';
import { writeAtomically } from './write-atomically.ts';

/**
 * Where shells find commands, by system: those of the user, and those for all users. Windows has no such folder; there the
 * MSI adds its own folder to the PATH.
 */
const FOLDERS: Readonly<Record<Platform, { user: readonly string[]; system: string } | undefined>> = {
  linux: { user: ['.local', 'bin'], system: '/usr/local/bin' },
  darwin: { user: ['.local', 'bin'], system: '/usr/local/bin' },
  win32: undefined,
};

const NAME = 'ollama-turnkey';

/** The first lines of the command. A file that starts otherwise belongs to another program. */
const HEAD = `#!/bin/sh\n# Written by ${NAME} install-host.\n`;

/** Path of the command of the user's or the shared installation; undefined for one that `dir` has moved elsewhere. */
const commandPath = (world: InstallWorld, layout: InstallLayout, place: InstallPlace): string | undefined => {
  const folders = FOLDERS[world.platform];
  const { system = false } = place;
  const isUsual = installLayout({ system }, { ...world, isPackaged: false }).data === layout.data;
  if (!folders || layout.isPackaged || !isUsual) return undefined;
  const { join } = pathOf(world.platform);
  return system ? join(folders.system, NAME) : join(world.home, ...folders.user, NAME);
};

/** Says how to start the command if the shell does not find it. */
const pathNote = ({ platform, env }: InstallWorld, path: string): string | undefined => {
  const { dirname, delimiter } = pathOf(platform);
  const folder = dirname(path);
  return (env['PATH'] ?? '').split(delimiter).includes(folder)
    ? undefined
    : `Your PATH does not have ${folder}. Add it, or start the command by its path.`;
};

/**
 * Writes the command `ollama-turnkey`, which starts what browsers start, to a folder that shells search. Never replaces the
 * file of another program. Returns no row for an installation without a command. Never rejects: the browsers do not need
 * it.
 */
export const writeCommand = async (
  world: InstallWorld,
  layout: InstallLayout,
  place: InstallPlace,
): Promise<ReportRow[]> => {
  const path = commandPath(world, layout, place);
  if (path === undefined) return [];
  const row = { browser: '', what: 'command', path } as const;
  try {
    const old = await readIfThere(world.fs, path);
    if (old !== undefined && !old.startsWith(HEAD))
      return [{ ...row, outcome: 'skipped', note: `Another program has this name. ${START_BY_PATH}` }];
    const text = `${HEAD}exec ${shellQuote(layout.wrapper)} "$@"\n`;
    const outcome = await writeAtomically(world, { path, text, mode: 0o755, directoryMode: 0o755 });
    const note = pathNote(world, path);
    return [{ ...row, outcome, ...(note && { note }) }];
  } catch (error) {
    return [{ ...row, outcome: 'skipped', note: `${(error as Error).message} ${START_BY_PATH}` }];
  }
};

const START_BY_PATH = 'Start the app by the path of “host” above.';

/** The command of this installation, if it is there: what an uninstall removes. */
export const ownCommand = async (
  world: InstallWorld,
  layout: InstallLayout,
  place: InstallPlace,
): Promise<string | undefined> => {
  const path = commandPath(world, layout, place);
  const text = path === undefined ? undefined : await readIfThere(world.fs, path).catch(() => undefined);
  return text?.startsWith(HEAD) ? path : undefined;
};
