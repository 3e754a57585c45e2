import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectableBase } from '../../native-host/upstream/resolve-upstream.ts';
import { createServeEnv } from '../../tests/serve/start-serve.ts';
import { CLIENTS } from './clients.ts';
import { install, versions } from './install.ts';
import { createModel, MODEL } from './model.ts';
import { runClient } from './run-client.ts';

/**
 * Installs real clients from their registries into a folder and runs each one through the built `serve` against the Ollama at
 * OLLAMA_HOST, with a key that has the default scopes. The arguments name some of them; `--install` only installs. Not part
 * of the tests. CLIENTS_FOLDER keeps what was installed. It prints a table, as docs/operators/clients.md has it.
 */
const address = process.env['OLLAMA_HOST'];
const kept = process.env['CLIENTS_FOLDER'];
const onlyInstall = process.argv.includes('--install');
const wanted = process.argv.slice(2).filter((each) => !each.startsWith('--'));
const chosen = CLIENTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (onlyInstall ? !kept : !address) {
  console.error('Set the address of Ollama: OLLAMA_HOST=127.0.0.1:11434 npm run test:clients');
  console.error('With --install, set the folder instead: CLIENTS_FOLDER=PATH');
  process.exit(2);
}
const root = kept ?? (await mkdtemp(join(tmpdir(), 'turnkey-clients-')));
const rows: string[] = [];

/** Runs what may fail for one client. */
const attempt = async (name: string, work: (folder: string) => Promise<string>): Promise<void> => {
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  try {
    const done = await work(join(root, name));
    rows.push(`| \`${name}\` | ${done} | passed |`);
    console.log(`${name}: passed (${done}; ${seconds()} s)`);
  } catch (error) {
    rows.push(`| \`${name}\` | | failed |`);
    console.error(`${name}: FAILED after ${seconds()} s\n${(error as Error).message}`);
    process.exitCode = 1;
  }
};

const runAll = async (upstream: string): Promise<void> => {
  await import('../build.ts');
  const deleteModel = await createModel(upstream);
  const serveEnv = await createServeEnv();
  try {
    const key = await serveEnv.key();
    const { url } = await serveEnv.serve(['--upstream', upstream]);
    const { url: door } = await serveEnv.serve([], { OLLAMA_API_KEY: key }, ['connect', url]);
    for (const client of chosen) {
      await attempt(client.name, async (folder) => {
        await install(client, folder);
        await runClient(client, { url, key, model: MODEL, folder, door });
        return versions(client, folder);
      });
    }
  } finally {
    await serveEnv.dispose();
    await deleteModel();
  }
};

try {
  if (!onlyInstall) await runAll(connectableBase(address ?? ''));
  else {
    for (const client of chosen) {
      await attempt(client.name, async (folder) => {
        await install(client, folder);
        return versions(client, folder);
      });
    }
  }
} finally {
  if (kept === undefined) await rm(root, { recursive: true, force: true });
}
console.log(['', '| Client | Version | Result |', '| --- | --- | --- |', ...rows].join('\n'));
