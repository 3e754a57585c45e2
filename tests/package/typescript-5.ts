import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** TypeScript 7 no longer resolves as Node 10 did: the tool that looks at the package's types brings one that does. */
const own = createRequire(import.meta.url);
const program = createRequire(own.resolve('@arethetypeswrong/core')).resolve('typescript/bin/tsc');

/** Checks the types of a folder with TypeScript 5; gives what is wrong. */
export const typesInTypeScript5 = async (
  folder: string,
  options: Readonly<Record<string, unknown>>,
): Promise<string> => {
  const compilerOptions = { noEmit: true, strict: true, lib: ['es2022', 'dom'], types: [], ...options };
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['*.ts', '*.tsx'] }),
  );
  return promisify(execFile)(process.execPath, [program, '-p', folder]).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  );
};
