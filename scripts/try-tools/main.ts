import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pack } from '../../tests/package/pack.ts';
import { FOREIGN_ENV, runNpm } from '../run-npm.ts';
import { SDK_PACKAGE } from '../sdk-package/write-sdk-package.ts';
import { TOOLS, type Tool } from './tools.ts';

/**
 * Tries both packages in the tools that authors use and that are too large for the tests of this project. Needs
 * `npm run build` and the registry. `node scripts/try-tools/main.ts [NAME]` takes the tools with that text in their name.
 */
const run = promisify(execFile);

/** What went wrong, or nothing. */
const tryTool = async ({ packages, files, run: command }: Tool, tarball: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-tool-'));
  try {
    await writeFile(join(folder, 'package.json'), '{ "name": "tool", "private": true }\n');
    // Both packages are used under one name, as an author does who changes from one to the other.
    const wanted = [`ollama-turnkey@file:${tarball}`, ...packages];
    await runNpm(['install', '--no-audit', '--no-fund', ...wanted], folder, FOREIGN_ENV);
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
    const [program = '', ...args] = command;
    await run(join(folder, 'node_modules/.bin', program), args, {
      cwd: folder,
      env: FOREIGN_ENV,
      shell: process.platform === 'win32',
    });
    return '';
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    return `${stdout}${stderr}` || message;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};

const [part = ''] = process.argv.slice(2);
for (const [name, root] of [['ollama-turnkey'], ['ollama-turnkey-sdk', SDK_PACKAGE]] as const) {
  const packed = await pack(root);
  try {
    for (const tool of TOOLS.filter((each) => each.name.includes(part))) {
      const wrong = await tryTool(tool, packed.tarball);
      console.log(`${wrong === '' ? 'works' : 'FAILS'}  ${name}  ${tool.name}`);
      if (wrong === '') continue;
      console.log(wrong.slice(-4_000));
      process.exitCode = 1;
    }
  } finally {
    await packed.remove();
  }
}
