import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WRAPPER_NAME } from '../../../native-host/install/install-layout.ts';
import type { Platform } from '../../../native-host/platform/path-of.ts';
import { encodeFrame } from '../../../native-host/stdio/encode-frame.ts';
import { PROTOCOL } from '../../../shared/protocol/version.ts';
import { createTestEnv } from '../../test-env/create-test-env.ts';
import { atMost, createRow, type Row } from '../report/row.ts';
import { median } from '../report/statistics.ts';
import { ORIGIN } from './host-line.ts';

const EMPTY = fileURLToPath(new URL('../empty-host.mjs', import.meta.url));
const HELLO = encodeFrame({ type: 'hello', protocol: PROTOCOL, client: { name: 'bench', version: '1' } });

const platform = process.platform as Platform;

/** Milliseconds from the start of a host to its first frame. */
const start = async (program: string, ...args: string[]): Promise<number> => {
  const begun = performance.now();
  const shell = program.endsWith('.bat');
  const child = spawn(program, [...args, ORIGIN], { shell, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.write(HELLO);
  await once(child.stdout, 'data');
  const took = performance.now() - begun;
  const exited = once(child, 'exit');
  child.stdin.end();
  await exited;
  return took;
};

/** The start time of the host, as installed and as a browser starts it, next to that of an empty Node program. */
export const measureHostStart = async (rounds: number): Promise<Row> => {
  const testEnv = await createTestEnv('http://127.0.0.1:9');
  const installed = join(testEnv.data, 'host', WRAPPER_NAME[platform]);
  const host: number[] = [];
  const empty: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const took = [await start(installed), await start(process.execPath, EMPTY)] as const;
    // The first round warms the caches.
    if (round < 0) continue;
    host.push(took[0]);
    empty.push(took[1]);
  }
  await testEnv.dispose();
  const what = { name: 'Host start to first frame', unit: 'ms', targets: [atMost(1.3, 'empty')] };
  return createRow(what, { turnkey: median(host), against: { empty: median(empty) } });
};
