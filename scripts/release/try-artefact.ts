import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installSteps, programFrom } from './artefacts.ts';

/**
 * Runs the host's tests with the executable that this system's users download, from `dist/release`. Then installs and
 * removes it by the system's installer, if it has one.
 */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const release = join(ROOT, 'dist/release');
const { platform, arch, env } = process;
const folder = mkdtempSync(join(tmpdir(), 'turnkey-try-'));
const run = (program: string, ...args: string[]): void => {
  console.log(`$ ${[program, ...args].join(' ')}`);
  execFileSync(program, args, { stdio: 'inherit' });
};
try {
  const { commands, program } = programFrom({ platform, arch }, release, folder);
  for (const [name, ...args] of commands) run(name, ...args);
  run(program, '--version');
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'system', 'tests/host'], {
    cwd: ROOT,
    env: { ...env, TURNKEY_EXECUTABLE: program },
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The tests of the host failed.');
  for (const [name, ...args] of installSteps({ platform, arch, env }, release)) run(name, ...args);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
