import { browserProgram } from '../doctor/browser-program.ts';
import { CAUSES } from '../doctor/finding.ts';
import { readStart } from '../doctor/read-start.ts';
import { UserError } from '../errors/user-error.ts';
import { installBundle } from '../install/install-bundle.ts';
import { installExecutable } from '../install/install-executable.ts';
import { type InstallLayout, installLayout } from '../install/install-layout.ts';
import type { ReportRow } from '../install/install-report.ts';
import { pathOf } from '../platform/path-of.ts';
import type { Installed } from './installed.ts';
import type { Candidate } from './obtain.ts';
import type { UpdateWorld } from './update-world.ts';

interface Placing extends Pick<Installed, 'kind'> {
  readonly layout: InstallLayout;
  readonly version: string;
  readonly system: boolean;
}

/** The layout of an installation once browsers start this version. */
export const layoutOf = (
  { platform }: Pick<UpdateWorld, 'platform'>,
  { kind, layout }: Pick<Installed, 'kind' | 'layout'>,
  version: string,
): InstallLayout => {
  const { join, basename } = pathOf(platform);
  const wrapper = join(layout.hosts, version, basename(layout.wrapper));
  return kind === 'executable' ? { ...layout, wrapper } : layout;
};

/** Writes the files of a version. Only the last write, of what browsers start, makes it the current one. */
export const placeVersion = (
  world: UpdateWorld,
  { program }: Candidate,
  { kind, layout, version, system }: Placing,
): Promise<ReportRow[]> =>
  kind === 'executable'
    ? installExecutable({ ...world, execPath: program }, layoutOf(world, { kind, layout }, version), {
        system,
      })
    : installBundle(world, layout, { bundle: program, version, system });

/** What a version may be called: it becomes the name of a folder. */
const VERSION_NAME = /^\d+\.\d+\.\d+(-[\w.]{1,32})?$/;

/** The name of the folder in which a version is tried that has not told its own yet. */
const UNKNOWN_VERSION = '0.0.0';

/**
 * Installs a version in the scratch folder, as a whole and with a copy of the store, and starts it as a browser does.
 * Returns the version that it answers with. Throws a UserError that says why it does not work.
 */
export const tryVersion = async (
  world: UpdateWorld,
  candidate: Candidate,
  { kind, scratch, data }: Pick<Installed, 'kind'> & { readonly scratch: string; readonly data: string },
): Promise<string> => {
  const { join } = pathOf(world.platform);
  const dir = join(scratch, 'trial');
  const layout = installLayout({ dir }, { ...world, isPackaged: false, isExecutable: kind === 'executable' });
  const version = UNKNOWN_VERSION;
  await placeVersion(world, candidate, { kind, layout, version, system: false });
  // With the user's store: the first start of a version changes its tables, which must not happen to the one in use yet.
  await world.copyStore(data, dir);
  const { wrapper: path } = layoutOf(world, { kind, layout }, version);
  const program = browserProgram(world, { family: 'chromium', path, manifest: path });
  const started = await world.start({ ...program, env: { ...program.env, OLLAMA_TURNKEY_HOME: dir } });
  const failure = readStart(started);
  if (failure) {
    throw new UserError(
      `The new version does not work: ${CAUSES[failure.cause].title}. The installed one was not changed.`,
      failure.detail.replaceAll(scratch, 'the new version'),
    );
  }
  const answered = started.outcome.kind === 'welcome' ? started.outcome.version : '';
  if (VERSION_NAME.test(answered)) return answered;
  throw new UserError('The new version has no valid version. The installed one was not changed.', '');
};
