import { fileURLToPath } from 'node:url';
import { buildExtension } from '../../extension/build-extension.ts';
import type { Target } from '../../extension/targets.ts';

type Build = Parameters<typeof buildExtension>[0];

/** Builds an extension of `tests/fixtures` and returns the folder of the build. */
export const buildFixture = async (
  name: string,
  target: Target,
  { manifest, pages }: Pick<Build, 'manifest' | 'pages'>,
): Promise<string> => {
  const root = fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
  await buildExtension({ root, target, manifest, notices: false, ...(pages && { pages }) });
  return `${root}/dist/${target}`;
};
