import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFields } from '../../extension/sdk/package-fields.ts';
import manifest from '../../package.json' with { type: 'json' };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of the package that has the SDK alone. */
export const SDK_PACKAGE = join(ROOT, 'dist/ollama-turnkey-sdk');

/** Fields that both packages have alike. */
const { version, license, type, publishConfig, keywords } = manifest;
const { repository } = manifest as { repository?: unknown };

const DESCRIPTION =
  'A fetch with which a browser extension reaches a local Ollama through Ollama Turnkey. The SDK alone, without the host.';

/** Writes that package from what the build of the SDK has made: the same files, beside their package.json. */
export const writeSdkPackage = async (): Promise<void> => {
  await rm(SDK_PACKAGE, { recursive: true, force: true });
  await mkdir(SDK_PACKAGE, { recursive: true });
  await cp(join(ROOT, 'extension/sdk/dist'), SDK_PACKAGE, { recursive: true });
  await cp(join(ROOT, 'LICENSE'), join(SDK_PACKAGE, 'LICENSE'));
  await cp(join(ROOT, 'scripts/sdk-package/README.md'), join(SDK_PACKAGE, 'README.md'));
  const fields = { name: 'ollama-turnkey-sdk', version, description: DESCRIPTION, keywords };
  const engines = { node: '>=22' };
  const rest = { license, repository, type, ...packageFields('./'), engines, publishConfig };
  await writeFile(join(SDK_PACKAGE, 'package.json'), `${JSON.stringify({ ...fields, ...rest }, null, 2)}\n`);
};
