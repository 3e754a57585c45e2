import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { HOST } from '../../scripts/test-env/host-command.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import type { Check } from '../../shared/protocol/check-up.ts';

/** A check as `doctor --json` prints it. */
interface PrintedCheck extends Check {
  readonly detail?: string;
}

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options {
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
}

/** A home with Chromium and Firefox, in which the built host is installed. */
export interface InstalledHome {
  readonly home: string;
  readonly data: string;
  readonly wrapper: string;
  readonly manifest: string;
  /** A file of the installed version. */
  file(name: string): string;
  /** Changes the text of a file. */
  edit(path: string, change: (text: string) => string): void;
  cli(args: readonly string[], options?: Options): Promise<Run>;
  /** Runs `doctor --json`. Resolves with its checks by their ids. */
  doctor(args?: readonly string[], options?: Options): Promise<Readonly<Record<string, PrintedCheck>>>;
}

/** Starts a server on a port of the system. Resolves with its address. */
export const serve = async (answer: RequestListener, host = '127.0.0.1'): Promise<string> => {
  const server = createServer(answer).listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};

/** Answers like an Ollama with these models. */
export const ollamaWith =
  (models: readonly object[]): RequestListener =>
  ({ url }, response) =>
    void response.end(JSON.stringify(url === '/api/tags' ? { models } : { version: '0.35.0' }));

export const temporaryHome = (name = 'home'): string => {
  const top = mkdtempSync(join(tmpdir(), 'turnkey-doctor-'));
  onTestFinished(() => rmSync(top, { recursive: true, force: true }));
  return join(top, name);
};

/** Installs the built host in a home. Ollama has one model there. */
export const installedHome = async (
  home = temporaryHome(),
  { uid }: Options = {},
): Promise<InstalledHome> => {
  const data = join(home, '.local/share/ollama-turnkey');
  for (const browser of ['.config/chromium', '.mozilla']) mkdirSync(join(home, browser), { recursive: true });
  const OLLAMA_HOST = await serve(ollamaWith([{ name: 'llama3.2' }]));
  const cli: InstalledHome['cli'] = async (args, options = {}) => {
    const child = spawn(process.execPath, [HOST, ...args], {
      env: { HOME: home, PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', OLLAMA_HOST, ...options.env },
      cwd: '/',
      ...(options.uid !== undefined && { uid: options.uid }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit') as Promise<[number]>,
    ]);
    return { code, stdout, stderr };
  };
  const installed = await cli(['install-host', '--json'], { ...(uid !== undefined && { uid }) });
  if (installed.code !== 0) throw new Error(installed.stdout + installed.stderr);
  const version = /host\/(\d+\.\d+\.\d+)\//.exec(installed.stdout)?.[1] ?? '';
  return {
    home,
    data,
    wrapper: join(data, 'host/ollama-turnkey-host'),
    manifest: join(home, '.config/chromium/NativeMessagingHosts', `${HOST_NAME}.json`),
    file: (name) => join(data, 'host', version, name),
    edit: (path, change) => writeFileSync(path, change(readFileSync(path, 'utf8'))),
    cli,
    async doctor(args = [], options) {
      const { stdout, stderr } = await cli(['doctor', '--json', ...args], options);
      const { schema, checks } = JSON.parse(stdout || stderr) as { schema: number; checks: PrintedCheck[] };
      if (schema !== 1) throw new Error(stdout);
      return Object.fromEntries(checks.map((check) => [check.id, check]));
    },
  };
};
