import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { runNpm } from '../run-npm.ts';
import { type Bom, shippedBom } from './shipped-bom.ts';

/** The software bill of materials of the published package, in CycloneDX. */
export const SBOM = fileURLToPath(new URL('../../sbom.cdx.json', import.meta.url));

/** Writes it from the lock file. @param bundled the packages in the builds, as `name@version` */
export const writeSbom = async (bundled: ReadonlySet<string>): Promise<void> => {
  // Vite sets NODE_ENV to "production", which would leave out the bundled packages: they are devDependencies.
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--include', 'dev'];
  const { stdout } = await runNpm(args);
  const bom = shippedBom(JSON.parse(stdout) as Bom, {
    name: manifest.name,
    bundled,
    installed: new Set(Object.keys(manifest.optionalDependencies)),
  });
  await writeFile(SBOM, `${JSON.stringify(bom, null, 2)}\n`);
};
