import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderManifest } from '../../../manifests/render-manifest.ts';
import { shellQuote } from '../../../native-host/install/posix-wrapper.ts';

export const FLOOR_EXTENSION = fileURLToPath(new URL('extension', import.meta.url));

export const FLOOR_HOST = fileURLToPath(new URL('host.mjs', import.meta.url));
const NAME = 'ollama_turnkey.bench.floor';

/** Installs the host of the bare relay in a Chromium profile. */
export const installFloor = async (folder: string, profile: string, id: string): Promise<void> => {
  const path = join(folder, 'floor');
  const run = [process.execPath, FLOOR_HOST].map(shellQuote).join(' ');
  await writeFile(path, `#!/bin/sh\nexec ${run}\n`, { mode: 0o700 });
  const manifests = join(profile, 'NativeMessagingHosts');
  await mkdir(manifests, { recursive: true });
  await writeFile(
    join(manifests, `${NAME}.json`),
    renderManifest('chromium', { name: NAME, path, ids: [id] }),
  );
};
