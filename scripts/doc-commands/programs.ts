import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';

/** A call of a program by a block. */
export interface ProgramCall {
  readonly args: readonly string[];
  readonly stdin: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

interface ProgramResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that a test stands in for. Resolves with its output on stdout; rejects if it fails. */
export type Program = (call: ProgramCall) => Promise<string>;

/** Passes its call on to the test, which decides what it prints and its exit code. */
const STUB = `const [name, ...args] = process.argv.slice(2);
let stdin = '';
for await (const chunk of process.stdin) stdin += chunk;
const body = JSON.stringify({ name, args, stdin, cwd: process.cwd(), env: process.env });
const answer = await fetch(process.env.DOC_COMMANDS_URL, { method: 'POST', body });
const { code, stdout, stderr } = await answer.json();
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;
`;

const answer = async (program: Program | undefined, call: ProgramCall): Promise<ProgramResult> => {
  try {
    return { code: 0, stdout: (await program?.(call)) ?? '', stderr: '' };
  } catch (error) {
    const { message } = error as Error;
    return { code: 1, stdout: '', stderr: `${message}\n` };
  }
};

/**
 * Writes programs into a folder, which shells find first in PATH. What they do is decided in this process.
 * @returns the environment that they need, and what stops them
 */
export const installPrograms = async (folder: string, programs: Readonly<Record<string, Program>>) => {
  const server = createServer(async (request, response) => {
    const { name, ...call } = (await json(request)) as ProgramCall & { readonly name: string };
    response.end(JSON.stringify(await answer(programs[name], call)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'stub.mjs'), STUB);
  for (const name of Object.keys(programs)) {
    const path = join(folder, name);
    await writeFile(path, `#!/bin/sh\nexec "${process.execPath}" "${folder}/stub.mjs" ${name} "$@"\n`);
    await chmod(path, 0o755);
  }
  const { port } = server.address() as AddressInfo;
  return {
    env: { DOC_COMMANDS_URL: `http://127.0.0.1:${port}` },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
};
