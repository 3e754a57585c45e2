import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { hasProxy } from '../proxies/find-proxy.ts';
import { SNIPPETS, type Snippet } from '../proxies/snippets.ts';
import { startProxy } from '../proxies/start-proxy.ts';
import { HOST } from '../test-env/host-command.ts';

/** A server in front of Ollama that requires a key. */
export interface Contender {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  /** The Host header and the header with the key. */
  readonly header: string;
  stop(): Promise<void>;
}

export const OURS = 'serve';

/** The contenders of the bench. */
const SCOPES = ['read', 'infer', 'manage'].flatMap((scope) => ['--scope', scope]);

const headerOf = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n');

/** Starts the built `serve` with a new key. */
const startOurs = async (upstream: string): Promise<Contender> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-bench-'));
  const { OLLAMA_API_KEY: _own, ...rest } = process.env;
  const env = { ...rest, OLLAMA_TURNKEY_HOME: folder };
  const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
  const key = execFileSync(process.execPath, [HOST, 'key', 'create', '--http', ...SCOPES], { env, stdio })
    .toString()
    .trim();
  const child = spawn(process.execPath, [HOST, 'serve', '--listen', '127.0.0.1:0', '--upstream', upstream], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const line of createInterface({ input: child.stderr })) {
    const url = /Listening on (\S+)/.exec(line)?.[1];
    if (!url) continue;
    child.stderr.resume();
    return {
      name: OURS,
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
  throw new Error('serve did not start.');
};

/** Starts `serve` and each proxy that can be installed on this computer. */
export const startContenders = async (upstream: string): Promise<readonly Contender[]> => {
  const contenders = [await startOurs(upstream)];
  for (const [name, snippet] of Object.entries(SNIPPETS) as [string, Snippet][]) {
    if (!hasProxy(snippet.program)) continue;
    const proxy = await startProxy(snippet, upstream);
    contenders.push({
      ...proxy,
      name,
      header: headerOf({ Host: new URL(proxy.url).host, ...snippet.headers }),
    });
  }
  return contenders;
};
