import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WRAPPER_NAME } from '../../../native-host/install/install-layout.ts';
import type { Platform } from '../../../native-host/platform/path-of.ts';
import { encodeFrame } from '../../../native-host/stdio/encode-frame.ts';
import { PROTOCOL } from '../../../shared/protocol/version.ts';
import { createTestEnv } from '../../test-env/create-test-env.ts';
import { HOST_PROGRAM, IS_EXECUTABLE } from '../../test-env/host-command.ts';
import { atMost, createRow, type Row } from '../report/row.ts';
import { median } from '../report/statistics.ts';
import { buildEmptyExecutable } from './build-empty-executable.ts';
import { type Command, ORIGIN } from './host-line.ts';

const EMPTY = fileURLToPath(new URL('../empty-host.mjs', import.meta.url));
const HELLO = encodeFrame({ type: 'hello', protocol: PROTOCOL, client: { name: 'bench', version: '1' } });

const platform = process.platform as Platform;

/** Milliseconds from the start of a host to its first frame. */
const start = async ([program, ...args]: Command, data: string): Promise<number> => {
  const begun = performance.now();
  const shell = program.endsWith('.bat');
  const env = { ...process.env, OLLAMA_TURNKEY_HOME: data };
  const child = spawn(program, [...args, ORIGIN], { env, shell, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.write(HELLO);
  await once(child.stdout, 'data');
  const took = performance.now() - begun;
  const exited = once(child, 'exit');
  child.stdin.end();
  await exited;
  return took;
};

/**
 * The start time of the host, as installed and as a browser starts it, next to that of an empty Node program. That of the
 * single executable also next to an empty program that was compiled in the same way.
 */
export const measureHostStart = async (rounds: number): Promise<Row> => {
  const testEnv = await createTestEnv('http://127.0.0.1:9');
  const wrapper: Command = [join(testEnv.data, 'host', WRAPPER_NAME[platform])];
  const emptyNode: Command = [process.execPath, EMPTY];
  const others: Record<string, Command> = IS_EXECUTABLE
    ? { empty: [await buildEmptyExecutable(EMPTY, testEnv.folder)], 'empty on Node': emptyNode }
    : { empty: emptyNode };
  const programs: Record<string, Command> = { host: IS_EXECUTABLE ? HOST_PROGRAM : wrapper, ...others };
  const took: Record<string, number[]> = {};
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, command] of Object.entries(programs)) {
      const ms = await start(command, testEnv.data);
      took[name] ??= [];
      // The first round warms the caches.
      if (round >= 0) took[name].push(ms);
    }
  }
  await testEnv.dispose();
  const against = Object.fromEntries(Object.keys(others).map((name) => [name, median(took[name] ?? [])]));
  const what = { name: 'Host start to first frame', unit: 'ms', targets: [atMost(1.3, 'empty')] };
  return createRow(what, { turnkey: median(took['host'] ?? []), against });
};
