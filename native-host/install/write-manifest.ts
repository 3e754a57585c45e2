import { renderManifest } from '../../manifests/render-manifest.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { pathOf } from '../platform/path-of.ts';
import type { Done } from './attempt-row.ts';
import { type InstallLayout, WRAPPER_NAME } from './install-layout.ts';
import type { InstallWorld } from './install-world.ts';
import { isThere } from './is-there.ts';
import type { ManifestTarget } from './manifest-targets.ts';
import { readManifest } from './read-manifest.ts';
import { writeAtomically } from './write-atomically.ts';

/**
 * Writes a manifest file that lists the given ids, and those that were added to it before. Says so if it belonged to
 * another program. Rejects if it cannot be read or written.
 */
export const writeManifest = async (
  world: InstallWorld,
  layout: InstallLayout,
  { file, family }: Pick<ManifestTarget, 'file' | 'family'>,
  ids: readonly string[],
): Promise<Done> => {
  const found = await readManifest(world.fs, file, family);
  const ours =
    found.state === 'valid' && pathOf(world.platform).basename(found.path) === WRAPPER_NAME[world.platform];
  const text = renderManifest(family, {
    name: HOST_NAME,
    path: layout.wrapper,
    ids: [...new Set([...ids, ...(ours ? found.ids : [])])],
  });
  const { directoryMode } = layout;
  const outcome = await writeAtomically(world, { path: file, text, mode: 0o644, directoryMode });
  if (found.state === 'invalid') return { outcome, note: 'What was there was not a valid manifest.' };
  if (found.state === 'absent' || found.path === layout.wrapper) return { outcome };
  const state = (await isThere(world.fs, found.path)) ? '' : ', which does not exist';
  return { outcome, note: `It started ${found.path}${state}, until now.` };
};
