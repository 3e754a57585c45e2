import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { HOST } from '../test-env/host-command.ts';
import type { Contender } from './contenders.ts';

const SCOPES = ['read', 'infer', 'manage'].flatMap((scope) => ['--scope', scope]);

interface Options {
  readonly name: string;
  readonly upstream: string;
  /** Address of a PostgreSQL store, with its password. @default a new SQLite file */
  readonly store?: string | undefined;
  /** Further options of `serve`. @default none */
  readonly args?: readonly string[];
}

/** Starts the built `serve` with a new key. */
export const startOurs = async ({ name, upstream, store, args = [] }: Options): Promise<Contender> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-bench-'));
  const { OLLAMA_API_KEY: _own, ...rest } = process.env;
  const env = { ...rest, OLLAMA_TURNKEY_HOME: folder, ...(store && { OLLAMA_TURNKEY_STORE: store }) };
  const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
  const key = execFileSync(process.execPath, [HOST, 'key', 'create', '--http', ...SCOPES], { env, stdio })
    .toString()
    .trim();
  const command = [HOST, 'serve', '--listen', '127.0.0.1:0', '--upstream', upstream, ...args];
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  for await (const line of createInterface({ input: child.stderr })) {
    const url = /Listening on (\S+)/.exec(line)?.[1];
    if (!url) continue;
    child.stderr.resume();
    return {
      name,
      url,
      pid: child.pid as number,
      header: `Host: ${new URL(url).host}\r\nAuthorization: Bearer ${key}`,
      async stop() {
        child.kill('SIGTERM');
        child.kill('SIGTERM');
        await once(child, 'exit');
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  throw new Error(`${name} did not start.`);
};
