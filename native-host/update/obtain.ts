import { UserError } from '../errors/user-error.ts';
import { isThere, readIfThere } from '../install/existing-files.ts';
import { pathOf } from '../platform/path-of.ts';
import { npmNeeded, otherKind } from './advice.ts';
import { type Artefact, artefactOf } from './artefact.ts';
import { checkDigest, digestIn, SUMS_FILE } from './checksum.ts';
import { findNpm } from './find-npm.ts';
import type { Installed } from './installed.ts';
import { programTarget, targetName } from './program-target.ts';
import type { UpdateWorld } from './update-world.ts';

/** What to install: the executable, or the bundle of the host. */
export interface Candidate {
  readonly program: string;
}

interface FromFile {
  /** Absolute. */
  readonly file: string;
  /** Its SHA-256. @default what `SHA256SUMS` beside the file says */
  readonly sha256?: string | undefined;
  readonly kind: Installed['kind'];
  /** An empty folder. */
  readonly scratch: string;
}

const failed = (what: string, said: string): UserError =>
  new UserError(`${what} Nothing was changed.`, said.trim().split('\n').slice(-5).join('\n'));

/** Unpacks a file in the scratch folder. Returns the program. */
const unpack = async (world: UpdateWorld, artefact: Artefact, scratch: string, file: string) => {
  const { join } = pathOf(world.platform);
  const { unpack: command, program = [] } = artefact;
  if (!command) return join(scratch, file);
  await world.fs.mkdir(join(scratch, 'unpacked'), { recursive: true, mode: 0o700 });
  // Relative paths: some programs read `C:` as the name of a computer.
  const [name, ...args] = command(file, 'unpacked', world.env);
  const { code, stderr } = await world.runIn(scratch, name, args);
  const path = join(scratch, 'unpacked', ...program);
  if (code !== 0) throw failed('The file could not be unpacked.', stderr);
  if (!(await isThere(world.fs, path)))
    throw failed('The file is not one of ours.', `It has no ${program.join('/')}.`);
  return path;
};

/** Throws unless an executable is for this computer. */
const checkTarget = async (world: UpdateWorld, program: string): Promise<void> => {
  const target = programTarget(await world.head(program));
  const [here, there] = [targetName(world), target && targetName(target)];
  if (there === here) return;
  throw new UserError(
    there ? `The file is for ${there}. This computer is ${here}.` : 'The file is not an executable.',
    `Download the file for ${here}. Nothing was changed.`,
  );
};

/** Copies a file into the scratch folder, checks what was copied, and unpacks it. Throws a UserError. */
export const fromFile = async (
  world: UpdateWorld,
  { file, sha256, kind, scratch }: FromFile,
): Promise<Candidate> => {
  const { basename, dirname, join } = pathOf(world.platform);
  const artefact = artefactOf(file, world.platform);
  const name = basename(file);
  if (!(await isThere(world.fs, file))) throw new UserError(`There is no file ${file}.`, 'Check its path.');
  if (artefact.platform !== undefined && artefact.platform !== world.platform)
    throw new UserError(`${name} is for another system.`, `Download the file for ${targetName(world)}.`);
  if (artefact.kind === 'installer')
    throw new UserError(`${name} is a package that the system installs.`, artefact.help?.(file) ?? '');
  if (artefact.kind !== kind) throw otherKind(kind, file);
  const sums = await readIfThere(world.fs, join(dirname(file), SUMS_FILE));
  const expected = sha256 ?? (sums === undefined ? undefined : digestIn(sums, name));
  const [end = ''] = artefact.end.exec(name.toLowerCase()) ?? [];
  const copy = `download${end}`;
  await world.fs.copyFile(file, join(scratch, copy));
  checkDigest(name, await world.sha256(join(scratch, copy)), expected);
  const program = await unpack(world, artefact, scratch, copy);
  if (artefact.kind === 'executable') await checkTarget(world, program);
  return { program };
};

/** Takes the newest package from the registry by npm, which compares it with the registry's digest. Throws a UserError. */
export const fromRegistry = async (world: UpdateWorld, scratch: string): Promise<Candidate> => {
  const npm = await findNpm(world);
  if (npm === undefined) throw npmNeeded();
  const args = ['pack', 'ollama-turnkey@latest', '--pack-destination', '.'];
  const { code, stderr } = await world.runIn(scratch, world.execPath, [npm, ...args]);
  if (code !== 0) throw failed('npm could not download the newest version.', stderr);
  const file = (await world.fs.readdir(scratch)).find((name) => name.endsWith('.tgz'));
  if (file === undefined) throw failed('npm has downloaded nothing.', stderr);
  return { program: await unpack(world, artefactOf(file, world.platform), scratch, file) };
};
