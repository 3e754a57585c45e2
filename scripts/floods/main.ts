import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { type BenchEnv, buildClient, createBenchEnv } from '../bench/bench-env.ts';
import type { BenchPage } from '../bench/client/page.ts';
import { peakDuring } from '../bench/measure/peak-during.ts';
import { resident } from '../bench/measure/resident.ts';
import { median, quantile } from '../bench/report/statistics.ts';
import { startServer } from '../bench/server/start-server.ts';
import { buildHostile } from './build-hostile.ts';
import { FLOODS, type FloodName } from './client/floods.ts';
import type { HostilePage } from './client/page.ts';
import { openHostile } from './open-hostile.ts';

declare const bench: BenchPage;
declare const hostile: HostilePage;

/**
 * Measures what an extension without a grant costs an allowed one in a real Chromium: the time to the first token of a
 * chat while each flood runs, against the same chat in quiet; the host's memory; and whether a running stream ends.
 * `npm run bench:floods -- [--rounds 40] [--only NAME]`
 */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '40' }, only: { type: 'string' } },
});
const rounds = Number(values.rounds);
const floods = (Object.keys(FLOODS) as FloodName[]).filter((name) => name.includes(values.only ?? ''));

/** The shortest time that each flood runs, in milliseconds: long enough for several ports. */
const FLOOD_MS = 4_000;

const samples = async ({ page }: BenchEnv, count: number, ms = 0): Promise<number[]> => {
  const found: number[] = [];
  const until = performance.now() + ms;
  while (found.length < count || performance.now() < until)
    found.push(await page.evaluate(() => bench.measures.firstToken(bench.ways.turnkey)));
  return found;
};

/** The process id of the host that the companion talks to. */
const hostOf = ({ testEnv }: BenchEnv): number => {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const own = lines.filter(
    (line) => line.includes(testEnv.data) && line.includes(`${COMPANION_ID_CHROMIUM}/`),
  );
  return Number.parseInt(own.at(-1) ?? '', 10);
};

/** Resident memory in MiB; 0 if the process has ended. The row then says that the host was replaced. */
const memoryOf = (pid: number): number => {
  try {
    return resident(pid);
  } catch {
    return 0;
  }
};

const show = (ms: number) => ms.toFixed(1).padStart(7);

console.error('building…');
await import('../build.ts');
await buildClient();
const build = await buildHostile('chromium');
const server = await startServer();
const browserEnv = await createBenchEnv(server.url);
try {
  await samples(browserEnv, 20);
  const pid = hostOf(browserEnv);
  console.log(
    'flood             quiet p50   p50    p95     max  ratio   host MiB idle  peak  stream  ports ended',
  );
  for (const flood of floods) {
    const page = await openHostile(browserEnv.browser, build, browserEnv.testEnv.folder);
    await browserEnv.page.bringToFront();
    const quiet = median(await samples(browserEnv, rounds));
    const idle = resident(pid);
    // 20 tokens a second for longer than the flood takes.
    const tokens = 20 * 60;
    await browserEnv.page.evaluate((count) => {
      const stream = bench.measures.delays(bench.ways.turnkey, count, 20, bench.skew);
      Object.assign(globalThis, { stream: stream.then(() => 'whole', String), ended: '' });
      void stream.finally(() => Object.assign(globalThis, { ended: 'ended' })).catch(() => {});
    }, tokens);
    await page.evaluate((...of) => hostile.start(...of), flood, COMPANION_ID_CHROMIUM);
    let under: number[] = [];
    const peak = await peakDuring(
      pid,
      samples(browserEnv, rounds, FLOOD_MS).then((found) => {
        under = found;
      }),
      memoryOf,
    );
    await page.evaluate(() => hostile.stop());
    const broken = await browserEnv.page.evaluate(() => Reflect.get(globalThis, 'ended') === 'ended');
    const { ports, ended } = await page.evaluate(() => hostile.report);
    await page.close();
    console.log(
      flood.padEnd(18),
      show(quiet),
      show(median(under)),
      show(quantile(under, 0.95)),
      show(Math.max(...under)),
      (median(under) / quiet).toFixed(2).padStart(6),
      show(idle),
      show(peak),
      hostOf(browserEnv) === pid && !broken ? 'continues' : '  BROKEN ',
      ports,
      JSON.stringify(ended),
    );
  }
} finally {
  await browserEnv.end();
  await server.stop();
}
