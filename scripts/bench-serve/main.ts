import { writeFile } from 'node:fs/promises';
import { readOptions } from '../bench/options.ts';
import { describeMachine } from '../bench/report/machine.ts';
import type { Row } from '../bench/report/row.ts';
import { startServer } from '../bench/server/start-server.ts';
import { type Contender, startContenders } from './contenders.ts';
import { formatRows } from './format-rows.ts';
import { measureRequests, measureStreams } from './measure.ts';
import { startLoad, startUpstream } from './start-forked.ts';

/** Measures `serve`, nginx, Caddy and a bare relay in one run. The proxies use common configuration snippets. */
const { json, quick, only } = readOptions(process.argv.slice(2));
const report = (line: string) => console.error(line);
const rows: Row[] = [];

report('building…');
await import('../../native-host/build.ts');

const load = startLoad();

/** Starts the contenders in front of one Ollama, measures, and stops them. */
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
    await before(cheap.url, (contenders) => measureRequests({ load, contenders, quick, report }));
    await cheap.stop();
  }
  if (!only || only === 'streams') {
    const server = await startServer();
    await before(server.url, (contenders) => measureStreams({ load, contenders, quick, report }));
    await server.stop();
  }
} finally {
  load.stop();
}
console.log(formatRows(rows));
if (json) await writeFile(json, `${JSON.stringify({ machine: describeMachine('none'), rows }, null, 2)}\n`);
