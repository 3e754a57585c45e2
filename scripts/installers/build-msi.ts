import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { renderManifest } from '../../manifests/render-manifest.ts';
import { extensionIds } from '../../native-host/install/extension-ids.ts';
import { packageManifestName } from '../../native-host/install/install-layout.ts';
import { PACKAGE_MARKER } from '../../native-host/platform/installed-data.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { PRODUCT } from './product.ts';
import { msiSource } from './windows-installer.ts';

const run = promisify(execFile);

/**
 * Adds the folder of the program to the PATH of the user, and removes it with the program. `wixl` has no element for that.
 * https://learn.microsoft.com/windows/win32/msi/environment-table
 */
const ADD_TO_PATH = [
  'CREATE TABLE `Environment` (`Environment` CHAR(72) NOT NULL, `Name` CHAR(255) NOT NULL LOCALIZABLE, `Value` CHAR(255) LOCALIZABLE, `Component_` CHAR(72) NOT NULL PRIMARY KEY `Environment`)',
  "INSERT INTO `Environment` (`Environment`, `Name`, `Value`, `Component_`) VALUES ('Command', '=-PATH', '[~];[INSTALLDIR]', 'Program')",
  "INSERT INTO `InstallExecuteSequence` (`Action`, `Sequence`) VALUES ('RemoveEnvironmentStrings', 3300)",
  "INSERT INTO `InstallExecuteSequence` (`Action`, `Sequence`) VALUES ('WriteEnvironmentStrings', 5200)",
];

/** Builds the installer for one user of Windows. Needs `wixl` and `msibuild`, of the packages wixl and msitools. */
export const buildMsi = async (executable: string, copyright: string, out: string): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-msi-'));
  try {
    const ids = extensionIds();
    const program = `${PRODUCT.id}.exe`;
    const put = async (name: string, text: string) => {
      await writeFile(join(folder, name), text);
      return name;
    };
    // Beside the executable: on Windows, a manifest may name its program by a relative path.
    const manifest = (family: 'chromium' | 'firefox') => {
      const fields = { name: HOST_NAME, path: program, ids: ids[family] };
      return put(packageManifestName(family), renderManifest(family, fields));
    };
    await symlink(executable, join(folder, program));
    const source = msiSource({
      executable: program,
      chromium: await manifest('chromium'),
      firefox: await manifest('firefox'),
      marker: await put(PACKAGE_MARKER, 'msi\n'),
      licence: await put('LICENSE.txt', copyright.replaceAll('\n', '\r\n')),
    });
    const options = ['--arch', 'x64', '--output', resolve(out)];
    await run('wixl', [...options, await put('product.wxs', source)], { cwd: folder });
    await run('msibuild', [resolve(out), '-q', ...ADD_TO_PATH]);
  } finally {
    await rm(folder, { recursive: true });
  }
};
