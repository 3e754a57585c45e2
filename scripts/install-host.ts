import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `ollama-turnkey install-host` from a checkout: builds the host, then runs its `install-host`. */
await import('../native-host/build.ts');
const host = fileURLToPath(new URL('../native-host/dist/host.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [host, 'install-host', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
