import { writeFile } from 'node:fs/promises';
import { readOptions } from '../bench/options.ts';
import { describeMachine } from '../bench/report/machine.ts';
import type { Row } from '../bench/report/row.ts';
import { startServer } from '../bench/server/start-server.ts';
import { type Contender, startContenders } from './contenders.ts';
import { formatRows } from './format-rows.ts';
import { measureRequests, measureStreams } from './measure.ts';
import { startLoad, startUpstream } from './start-forked.ts';

/** Measures `serve` beside nginx and Caddy, each with the configuration that people paste, in one run. */
const { json, quick, only } = readOptions(process.argv.slice(2));
const tell = (line: string) => console.error(line);
const rows: Row[] = [];

tell('building…');
await import('../../native-host/build.ts');

const load = startLoad();

/** Everybody in front of one Ollama, as long as it is measured. */
const before = async (
  upstream: string,
  measure: (contenders: readonly Contender[]) => Promise<readonly Row[]>,
): Promise<void> => {
  const contenders = await startContenders(upstream);
  try {
    rows.push(...(await measure(contenders)));
  } finally {
    await Promise.all(contenders.map((each) => each.stop()));
  }
};

try {
  if (!only || only === 'requests') {
    const cheap = await startUpstream();
    await before(cheap.url, (contenders) => measureRequests({ load, contenders, quick, tell }));
    cheap.stop();
  }
  if (!only || only === 'streams') {
    const server = await startServer();
    await before(server.url, (contenders) => measureStreams({ load, contenders, quick, tell }));
    await server.stop();
  }
} finally {
  load.stop();
}
console.log(formatRows(rows));
if (json) await writeFile(json, `${JSON.stringify({ machine: describeMachine('none'), rows }, null, 2)}\n`);
