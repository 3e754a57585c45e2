import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A password to search for where it must not appear. */
export const PASSWORD = 'turnkey-test-password';

/** A separate PostgreSQL server, with an empty cluster in a temporary folder and no TCP port. */
export interface RunningPostgres {
  /** Address of a new, empty database, without a password. */
  database(): Promise<string>;
  /** Stops the server as `systemctl stop` does: its connections are ended. */
  stop(): Promise<void>;
  /** Kills the server, as the system does when memory runs out. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and deletes its files. */
  dispose(): Promise<void>;
}

/** PostgreSQL refuses to run as root. Debian's package creates a user for it. */
const owner = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

/** Starts the PostgreSQL whose programs are in `bin`. It listens on a socket in its folder. Its user is `turnkey`. */
export const startPostgres = async (bin: string): Promise<RunningPostgres> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-pg-'));
  const as = owner();
  const secret = join(folder, 'password');
  await writeFile(secret, PASSWORD);
  if (as) for (const path of [folder, secret]) await chown(path, as.uid, as.gid);
  const data = join(folder, 'data');
  const cluster = ['-D', data, '-U', 'turnkey', '-A', 'scram-sha-256', '--pwfile', secret, '-E', 'UTF8'];
  await run(join(bin, 'initdb'), [...cluster, '--locale=C', '--no-sync'], { ...as, cwd: folder });

  let server: ChildProcess | undefined;
  let databases = 0;

  const isRunning = () => server !== undefined && server.exitCode === null && server.signalCode === null;

  const start = async () => {
    if (isRunning()) return;
    const settings = ['fsync=off', 'listen_addresses=', 'max_connections=60'].flatMap((set) => ['-c', set]);
    server = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, ...settings], {
      ...as,
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    for await (const line of createInterface({ input: server.stderr as NodeJS.ReadableStream })) {
      said.push(line);
      if (line.includes('ready to accept connections')) {
        // Keep reading, because a full pipe would block the server.
        server.stderr?.resume();
        return;
      }
    }
    throw new Error(`PostgreSQL has not started: ${said.join('\n')}`);
  };

  const end = async (signal: NodeJS.Signals) => {
    if (!server || !isRunning()) return;
    const gone = once(server, 'exit');
    server.kill(signal);
    await gone;
  };
  const stop = () => end('SIGINT');

  await start();
  return {
    start,
    stop,
    kill: () => end('SIGKILL'),
    async database() {
      databases += 1;
      const name = `turnkey${databases}`;
      const env = { ...process.env, PGPASSWORD: PASSWORD };
      await run(join(bin, 'createdb'), ['-h', folder, '-U', 'turnkey', name], { env });
      return `postgres://turnkey@${encodeURIComponent(folder)}/${name}`;
    },
    async dispose() {
      await stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
