import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Command } from '../bench/measure/host-line.ts';
import { median } from '../bench/report/statistics.ts';
import { shortChat } from '../bench-serve/requests.ts';
import { startLoad, startUpstream } from '../bench-serve/start-forked.ts';

const CONNECTIONS = 32;
const MS = 1_500;

/** Short chats per second of `serve` with 32 connections, each program in turn. Medians. */
export const measureServe = async (
  programs: ReadonlyMap<string, Command>,
  rounds: number,
  env: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, number>> => {
  const upstream = await startUpstream();
  const load = startLoad();
  const running = await Promise.all(
    Array.from(programs, async ([name, [program, ...first]]) => {
      const key = execFileSync(program, [...first, 'key', 'create', '--http'], { env, encoding: 'utf8' });
      const args = ['serve', '--listen', '127.0.0.1:0', '--upstream', upstream.url];
      const child = spawn(program, [...first, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
      let url: string | undefined;
      for await (const line of createInterface({ input: child.stderr })) {
        url = /Listening on (\S+)/.exec(line)?.[1];
        if (url) break;
      }
      if (!url) throw new Error(`${name} does not serve.`);
      child.stderr.resume();
      const header = `Host: ${new URL(url).host}\r\nAuthorization: Bearer ${key.trim()}`;
      return {
        name,
        child,
        job: { kind: 'rate', url, request: shortChat(header), connections: CONNECTIONS, ms: MS } as const,
      };
    }),
  );
  const figures = new Map(running.map(({ name }) => [name, [] as number[]]));
  // The first round warms the caches.
  for (let round = -1; round < rounds; round += 1) {
    for (const { name, job } of running) {
      const rates = await load.run(job);
      if (round >= 0) figures.get(name)?.push(...rates);
    }
  }
  for (const { child } of running) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  load.stop();
  upstream.stop();
  return new Map(Array.from(figures, ([name, all]) => [name, median(all)]));
};
