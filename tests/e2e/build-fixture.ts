import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildExtension } from '../../extension/build-extension.ts';
import type { Target } from '../../extension/targets.ts';

type Build = Parameters<typeof buildExtension>[0];

/**
 * Builds an extension of `tests/fixtures` and returns the folder of the build. Test files that run at the same time
 * build the same extension, so each worker has its own folder: a build empties the folder first.
 */
export const buildFixture = async (
  name: string,
  target: Target,
  { manifest, pages }: Pick<Build, 'manifest' | 'pages'>,
): Promise<string> => {
  const root = fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
  const outDir = join(root, 'dist', `${target}-${process.env['VITEST_POOL_ID']}`);
  await buildExtension({ root, target, manifest, outDir, notices: false, ...(pages && { pages }) });
  return outDir;
};
