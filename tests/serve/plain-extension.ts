import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PLAIN_ID = 'plain@ollama-turnkey';

const BACKGROUND = {
  chromium: { service_worker: 'background.js' },
  firefox: { scripts: ['background.js'] },
};

/** An extension with host permission for this computer and without Turnkey: a page without a script. */
export const plainExtension = async (target: keyof typeof BACKGROUND) => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-plain-'));
  const manifest = {
    manifest_version: 3,
    name: 'Plain',
    version: '1.0.0',
    host_permissions: ['http://127.0.0.1/*'],
    background: BACKGROUND[target],
    // Otherwise Firefox would upgrade requests to https.
    content_security_policy: { extension_pages: "script-src 'self'" },
    ...(target === 'firefox' && { browser_specific_settings: { gecko: { id: PLAIN_ID } } }),
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'background.js'), '');
  await writeFile(join(folder, 'page.html'), '<!doctype html><title>Plain</title><p id="there">Here');
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
};
