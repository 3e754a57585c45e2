import { spawnSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser/find-browser.ts';
import { countsOf, type VitestReport } from './test-counts.ts';

/** Checks, builds, and runs every test; ends with one line that counts them. */
const report = join(tmpdir(), `turnkey-tests-${process.pid}.json`);

const run = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;

findBrowser('Chromium');
findBrowser('Firefox');
const checked = run('npm', 'run', '--silent', 'check');
const built = run('npm', 'run', '--silent', 'build');
const passed =
  built &&
  run(
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  );

const text = await readFile(report, 'utf8').catch(() => undefined);
const counts = countsOf(text === undefined ? undefined : (JSON.parse(text) as VitestReport));
await rm(report, { force: true });
// Types, lint and build count as one test each: a project that fails them has not passed.
const own = [checked, built];
const good = counts.passed + own.filter(Boolean).length;
const bad =
  counts.failed + own.filter((each) => !each).length + (built && !passed && counts.failed === 0 ? 1 : 0);
console.log(`${good} passed, ${bad} failed`);
process.exitCode = bad === 0 ? 0 : 1;
