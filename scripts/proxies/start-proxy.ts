import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';
import type { Snippet } from './snippets.ts';

/** A running nginx or Caddy with one of the snippets. */
export interface RunningProxy {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Debian's nginx.conf around a site, with all files in the folder. */
const nginxFrame = (folder: string, site: string, workers: number | 'auto'): string => `
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes ${workers};
daemon off;
pid ${folder}/nginx.pid;
error_log stderr notice;
events { worker_connections 768; }
http {
  sendfile on;
  tcp_nopush on;
  types_hash_max_size 2048;
  gzip on;
  access_log ${folder}/access.log;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `${each}_temp_path ${folder}/${each};`).join('\n  ')}
  ${site}
}
`;

interface Way {
  readonly args: (config: string) => readonly string[];
  readonly frame: (folder: string, site: string, workers: number | 'auto') => string;
  /** The line that it writes when it listens, and the one when the port is taken. */
  readonly ready: RegExp;
  readonly taken: RegExp;
}

const WAYS: Record<Snippet['program'], Way> = {
  nginx: {
    args: (config) => ['-c', config],
    frame: nginxFrame,
    ready: /start worker processes/,
    taken: /Address already in use/,
  },
  caddy: {
    args: (config) => ['run', '--config', config, '--adapter', 'caddyfile'],
    frame: (_folder, site) => `{\n\tadmin off\n\tauto_https off\n}\n${site}`,
    ready: /serving initial configuration/,
    taken: /address already in use/,
  },
};

/** Resolves with true when it listens, with false if the port is taken. Throws its output if it exits otherwise. */
const listens = async (child: ChildProcess, { ready, taken }: Way): Promise<boolean> => {
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr as NodeJS.ReadableStream })) {
    if (ready.test(line)) return true;
    if (taken.test(line)) return false;
    said.push(line);
  }
  throw new Error(`The proxy did not start:\n${said.join('\n')}`);
};

const stop = async (child: ChildProcess, folder: string) => {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
};

/** Starts the real program with a snippet, on a free port of the loopback address, in a separate folder. */
export const startProxy = async (snippet: Snippet, upstream: string): Promise<RunningProxy> => {
  const way = WAYS[snippet.program];
  const template = await readFile(new URL(snippet.file, import.meta.url), 'utf8');
  for (;;) {
    const folder = await mkdtemp(join(tmpdir(), 'turnkey-proxy-'));
    await chmod(folder, 0o755);
    const listen = `127.0.0.1:${await freePort()}`;
    const site = template.replace('{{listen}}', listen).replace('{{upstream}}', new URL(upstream).host);
    const config = join(folder, 'config');
    await writeFile(config, way.frame(folder, site, snippet.workers ?? 'auto'));
    const env = { ...process.env, HOME: folder, ...snippet.env };
    const child = spawn(snippet.program, way.args(config), { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const spawned = once(child, 'spawn');
    await spawned;
    if (await listens(child, way)) {
      child.stderr?.resume();
      return { url: `http://${listen}`, pid: child.pid as number, stop: () => stop(child, folder) };
    }
    await stop(child, folder);
  }
};
