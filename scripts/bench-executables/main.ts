import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Command } from '../bench/measure/host-line.ts';
import { manyStreams, observe } from '../bench/measure/host-memory.ts';
import { measureStart } from '../bench/measure/measure-start.ts';
import { median } from '../bench/report/statistics.ts';
import { startServer } from '../bench/server/start-server.ts';
import { executablePath } from '../executables/places.ts';
import { EXECUTABLE_TARGETS, targetOf } from '../executables/targets.ts';
import { createTestEnv } from '../test-env/create-test-env.ts';
import { HOST } from '../test-env/host-command.ts';
import { measureServe } from './measure-serve.ts';

/**
 * Prints the sizes of the artefacts that were built, and compares the single executable of this machine with Node and the
 * bundle, and with further programs that are given as NAME=PATH: start, memory, and `serve`, all in turns in one run.
 * `--empty NAME=PATH` adds a program that only answers its first frame. `--quick` is for trying it.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    empty: { type: 'string', multiple: true, default: [] },
  },
});

const EMPTY = fileURLToPath(new URL('../bench/empty-host.mjs', import.meta.url));
const INSTALLERS = fileURLToPath(new URL('../../dist/installers/', import.meta.url));

const named = (all: readonly string[]): [string, Command][] =>
  all.map((each) => {
    const [name = '', ...path] = each.split('=');
    return [name, [path.join('=')]];
  });

const table = (head: readonly string[], rows: readonly (readonly string[])[]): void => {
  const lines = [head, head.map(() => '---'), ...rows];
  console.log(`${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`);
};

const sizeOf = async (path: string): Promise<string> => `${((await stat(path)).size / 1e6).toFixed(1)} MB`;
const executables = EXECUTABLE_TARGETS.filter((target) => existsSync(executablePath(target)));
const installers = existsSync(INSTALLERS) ? (await readdir(INSTALLERS)).sort() : [];
table(
  ['Artefact', 'Size'],
  await Promise.all([
    ...executables.map(async (target) => [`\`${target.name}\``, await sizeOf(executablePath(target))]),
    ...installers.map(async (name) => [`\`${name}\``, await sizeOf(join(INSTALLERS, name))]),
  ]),
);

const programs = new Map<string, Command>([
  ['executable', [executablePath(targetOf(process))]],
  ['Node and the bundle', [process.execPath, HOST]],
  ...named(positionals),
]);
const empty = new Map<string, Command>([
  ['empty program on Node', [process.execPath, EMPTY]],
  ...named(values.empty),
]);

const ollama = await startServer();
const testEnv = await createTestEnv(ollama.url);
const env = { ...process.env, OLLAMA_TURNKEY_HOME: testEnv.data };
const starts = await measureStart(new Map([...programs, ...empty]), values.quick ? 3 : 30, env);
const states = new Map(Array.from(programs, ([name]) => [name, [] as { idle: number; peak: number }[]]));
for (let round = 0; round < (values.quick ? 1 : 3); round += 1) {
  for (const [name, command] of programs)
    states.get(name)?.push(await observe(testEnv, ollama.url, manyStreams, command));
}
const rates = await measureServe(programs, values.quick ? 1 : 5, env);
table(
  ['Program', 'First frame', 'Processor', 'Memory then', 'Idle', '64 streams', 'Chats/s'],
  Array.from(starts, ([name, { ms, processorMs, mib }]) => {
    const memory = (field: 'idle' | 'peak') =>
      median(states.get(name)?.map((each) => each[field]) ?? []).toFixed(0);
    const loaded = states.has(name) ? [`${memory('idle')} MiB`, `${memory('peak')} MiB`] : ['', ''];
    const rate = rates.get(name)?.toFixed(0) ?? '';
    return [
      name,
      `${ms.toFixed(1)} ms`,
      `${processorMs.toFixed(0)} ms`,
      `${mib.toFixed(0)} MiB`,
      ...loaded,
      rate,
    ];
  }),
);
await testEnv.dispose();
await ollama.stop();
