import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { encodeFrame } from '../../../native-host/stdio/encode-frame.ts';
import { PROTOCOL } from '../../../shared/protocol/version.ts';
import { HOST, setStage } from '../../stage/set-stage.ts';
import { atMost, createRow, type Row } from '../report/row.ts';
import { median } from '../report/statistics.ts';
import { ORIGIN } from './host-line.ts';

const EMPTY = fileURLToPath(new URL('../empty-host.mjs', import.meta.url));
const HELLO = encodeFrame({ type: 'hello', protocol: PROTOCOL, client: { name: 'bench', version: '1' } });

/** Milliseconds from the start of a host to its first frame. */
const start = async (program: string, env: NodeJS.ProcessEnv): Promise<number> => {
  const begun = performance.now();
  const child = spawn(process.execPath, [program, ORIGIN], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.write(HELLO);
  await once(child.stdout, 'data');
  const took = performance.now() - begun;
  const exited = once(child, 'exit');
  child.stdin.end();
  await exited;
  return took;
};

/** The host's start next to that of a Node program that does nothing. */
export const measureHostStart = async (rounds: number): Promise<Row> => {
  const stage = await setStage('http://127.0.0.1:9');
  const env = { ...process.env, OLLAMA_TURNKEY_HOME: stage.data };
  const host: number[] = [];
  const empty: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const took = [await start(HOST, env), await start(EMPTY, env)] as const;
    // The first round fills the caches.
    if (round < 0) continue;
    host.push(took[0]);
    empty.push(took[1]);
  }
  await stage.strike();
  const what = { name: 'Host start to first frame', unit: 'ms', targets: [atMost(1.4, 'empty')] };
  return createRow(what, { turnkey: median(host), against: { empty: median(empty) } });
};
