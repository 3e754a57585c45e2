import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { createLeakWatch } from '../../scripts/leaks/leak-watch.ts';
import { hostCommand, hostEnv } from '../../scripts/test-env/host-command.ts';
import { type Answer, call } from './call.ts';

const run = promisify(execFile);

/** A data folder with keys, and the built `serve` that uses it. */
export interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** The output on stderr so far. */
  readonly said: () => string;
  /** The output on stdout so far. */
  readonly written: () => string;
  call(path: string, options?: Parameters<typeof call>[2]): Promise<Answer>;
}

export interface ServeEnv {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Runs a command and returns its output. */
  cli(...args: string[]): Promise<string>;
  /** Creates a key for HTTP. */
  key(...args: string[]): Promise<string>;
  /** Runs a command that must fail. Returns its exit code and its errors. */
  fails(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<{ code: number; said: string }>;
  /** @param command starts with another command than `serve`, which listens too */
  serve(args: readonly string[], env?: NodeJS.ProcessEnv, command?: readonly string[]): Promise<Served>;
  /** Stops all processes and removes the folder. Throws if a file or an output contains a key or a prompt. */
  dispose(): Promise<void>;
}

/** Arguments for a free port of the loopback address. */
const ANYWHERE = ['--listen', '127.0.0.1:0'];

/** Creates the folder. @param more environment variables for all processes */
export const createServeEnv = async (more: NodeJS.ProcessEnv = {}): Promise<ServeEnv> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-serve-'));
  const leaks = createLeakWatch();
  const { OLLAMA_API_KEY: _own, ...env } = hostEnv({ OLLAMA_TURNKEY_HOME: folder, ...more });
  const running: Served[] = [];

  const cli = async (...args: string[]) => {
    const { stdout, stderr } = await run(...hostCommand(...args), { env });
    leaks.learn(stdout);
    leaks.hear(`stderr of ${args[0]}`, stderr);
    return stdout.trim();
  };

  return {
    folder,
    env,
    cli,
    key: (...args) => cli('key', 'create', '--http', ...args),
    async fails(args, more = {}) {
      const failed = run(...hostCommand(...args), { env: { ...env, ...more } });
      const { code, stderr } = await failed.then(
        () => ({ code: 0, stderr: '' }),
        (error: { code: number; stderr: string }) => error,
      );
      leaks.hear(`stderr of ${args[0]}`, stderr);
      return { code, said: stderr };
    },
    async serve(args, more = {}, command = ['serve']) {
      if (more['OLLAMA_API_KEY']) leaks.learnSecret(more['OLLAMA_API_KEY']);
      const listen = args.includes('--listen') ? [] : ANYWHERE;
      const child = spawn(...hostCommand(...command, ...listen, ...args), {
        env: { ...env, ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const ended = once(child, 'exit').then(([code]) => code as number | null);
      let said = '';
      let written = '';
      child.stdout.on('data', (chunk: Buffer) => {
        written += chunk;
      });
      const url = await new Promise<string>((resolve, reject) => {
        createInterface({ input: child.stderr }).on('line', (line) => {
          said += `${line}\n`;
          const found = /Listening on (\S+)/.exec(line)?.[1];
          if (found) resolve(found);
        });
        void ended.then(() => reject(new Error(`serve exited: ${said}`)));
      });
      const served: Served = {
        url,
        child,
        ended,
        said: () => said,
        written: () => written,
        call: (path, options) => call(url, path, options),
      };
      running.push(served);
      return served;
    },
    async dispose() {
      for (const { child, ended } of running) {
        child.kill('SIGTERM');
        child.kill('SIGTERM');
        await ended;
      }
      for (const { said, written } of running) {
        leaks.hear('stderr of serve', said());
        leaks.hear('stdout of serve', written());
      }
      try {
        await leaks.check(folder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
};
