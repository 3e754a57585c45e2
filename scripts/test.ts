import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser/find-browser.ts';
import { createLeakWatch } from './leaks/leak-watch.ts';
import { runAndListen } from './run-and-listen.ts';
import { countsOf, type VitestReport } from './test-counts.ts';

/**
 * Checks, builds, and runs every test with a separate temporary folder. Looks for keys, prompts and answers in the
 * output of the tests and in that folder. Ends with one line of counts.
 */
const folder = mkdtempSync(join(tmpdir(), 'turnkey-run-'));
// Other users, such as the one that PostgreSQL runs as, may enter subfolders, but not list this one.
chmodSync(folder, 0o711);
const report = join(folder, 'report.json');

const run = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;

findBrowser('Chromium');
findBrowser('Firefox');
const checked = run('npm', 'run', '--silent', 'check');
const built = run('npm', 'run', '--silent', 'build');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const tests = built
  ? await runAndListen('vitest', ['run', ...reporters, ...process.argv.slice(2)], {
      TMPDIR: folder,
      TMP: folder,
      TEMP: folder,
    })
  : { ok: false, said: Buffer.alloc(0) };

const text = await readFile(report, 'utf8').catch(() => undefined);
const counts = countsOf(text === undefined ? undefined : (JSON.parse(text) as VitestReport));

const leaks = createLeakWatch();
leaks.hear('what the tests said', tests.said.toString('utf8'));
const kept = await leaks.check(folder).then(
  () => true,
  (error: Error) => {
    console.error(error.message);
    return false;
  },
);
await rm(folder, { recursive: true, force: true, maxRetries: 5 });

// The check, the build and the search for secrets count as one test each.
const own = [checked, built, kept];
const good = counts.passed + own.filter(Boolean).length;
const bad =
  counts.failed + own.filter((each) => !each).length + (built && !tests.ok && counts.failed === 0 ? 1 : 0);
console.log(`${good} passed, ${bad} failed`);
process.exitCode = bad === 0 ? 0 : 1;
