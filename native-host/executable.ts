/** The first file of the single executable. */
import { existsSync } from 'node:fs';
import { argumentsOf } from './install/mac-app.ts';
import { main } from './main.ts';
import { installedData, isFromPackage } from './platform/installed-data.ts';
import type { Platform } from './platform/path-of.ts';

/** @param keyring path of the keyring's native module within the executable */
export const start = (keyring: string): Promise<void> => {
  const platform = process.platform as Platform;
  // As a wrapper does for the host that Node runs.
  const data = installedData(platform, process.execPath, existsSync);
  if (data !== undefined) process.env['OLLAMA_TURNKEY_HOME'] = data;
  return main({
    file: import.meta.url,
    args: argumentsOf(platform, process.execPath, process.argv.slice(2)),
    isExecutable: true,
    isPackaged: isFromPackage(platform, process.execPath, existsSync),
    keyring,
  });
};
