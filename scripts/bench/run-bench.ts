import { writeFile } from 'node:fs/promises';
import { resolveUpstream } from '../../native-host/upstream/resolve-upstream.ts';
import { buildClient, createBenchEnv } from './bench-env.ts';
import { measureInBrowser } from './measure/browser-rows.ts';
import { measureCold } from './measure/cold-rows.ts';
import { measureHostMemory } from './measure/host-memory.ts';
import { measureHostStart } from './measure/host-start.ts';
import { measureProcessor } from './measure/processor-row.ts';
import { measureReal } from './measure/real-rows.ts';
import { measureSdkSize } from './measure/sdk-size.ts';
import type { BenchOptions } from './options.ts';
import { formatTable } from './report/format-table.ts';
import { describeMachine } from './report/machine.ts';
import type { Row } from './report/row.ts';
import { startServer } from './server/start-server.ts';

/** Measures every connection to Ollama side by side in one run. docs/internals/benchmarks.md explains the rows. */
export const runBench = async ({ json, quick, only }: BenchOptions): Promise<void> => {
  const real = process.env['OLLAMA_HOST'];
  const report = (line: string) => console.error(line);
  const wanted = (name: string) => !only || name.includes(only);
  const rows: Row[] = [];

  report('building…');
  await import('../build.ts');
  await buildClient();

  const server = await startServer();
  let browser = '';
  try {
    const browserEnv = await createBenchEnv(server.url);
    browser = await browserEnv.browser.version();
    try {
      rows.push(...(await measureInBrowser({ page: browserEnv.page, quick, wanted, report })));
      if (wanted('cold')) {
        report('cold…');
        rows.push(await measureCold(browserEnv, quick ? 3 : 15));
      }
      if (wanted('processor')) {
        report('processor…');
        rows.push(...[await measureProcessor(browserEnv, quick ? 2 : 10)].filter((row) => row !== undefined));
      }
    } finally {
      await browserEnv.end();
    }
    if (wanted('start')) rows.push(await measureHostStart(quick ? 5 : 20));
    if (wanted('memory')) rows.push(...(await measureHostMemory(server.url, quick ? 1 : 3)));
    if (wanted('size')) rows.push(await measureSdkSize());
  } finally {
    await server.stop();
  }
  if (real && wanted('real')) {
    report('a real Ollama…');
    rows.push(...(await measureReal(resolveUpstream(undefined, real).base, quick ? 1 : 5)));
  }
  console.log(formatTable(rows));
  if (json) {
    await writeFile(json, `${JSON.stringify({ machine: describeMachine(browser), rows }, null, 2)}\n`);
  }
};
