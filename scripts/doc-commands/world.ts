import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { ServeEnv } from '../../tests/serve/start-serve.ts';
import { createOwnPrograms, npmOf } from './own-programs.ts';
import { installPrograms, type Program } from './programs.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Where the commands of one document are run: a home, a folder with the deploy files, and programs. */
export interface World {
  /** Runs a block. Rejects with its output if a command of it fails. */
  run(commands: string): Promise<void>;
  dispose(): Promise<void>;
}

/** Files that a reader has, by their paths below the current folder or the home (`~/`). It may contain a key. */
export type GivenFiles = (key: () => Promise<string>) => Promise<Readonly<Record<string, string>>>;

interface Options {
  /** The keys, the servers and the store of the document. */
  readonly serveEnv: ServeEnv;
  /** The address of an Ollama. */
  readonly upstream: string;
  /** Whether a key exists already. */
  readonly hasKey: boolean;
  readonly files?: GivenFiles | undefined;
}

/** In place of the keys that a document leaves out: that of the admin, or the one that was created last. */
const fillKeys = (commands: string): string =>
  commands.replaceAll('ADMIN_KEY=otk_…', 'ADMIN_KEY=$(last-key admin)').replaceAll('otk_…', '$(last-key)');

const CURL = ['silent', 'show-error', 'fail-with-body', 'noproxy = "*"'];

/** Creates the folders and programs for a document. Its curl finds each server behind the documented port. */
export const createWorld = async ({ serveEnv, upstream, hasKey, files }: Options): Promise<World> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-documents-'));
  const home = join(folder, 'home');
  const cwd = join(folder, 'files');
  const bin = join(folder, 'bin');
  await mkdir(home);
  await cp(join(ROOT, 'docs/operators/deploy'), cwd, { recursive: true });

  /** What listens at the documented ports. */
  const hosts = new Map<number, string>();
  const listens = async (port: number, url: string) => {
    hosts.set(port, new URL(url).host);
    const ports = [...hosts].map(([documented, host]) => `connect-to = ":${documented}:${host}"`);
    await writeFile(join(home, '.curlrc'), [...CURL, ...ports].join('\n'));
  };
  await listens(11434, upstream);

  /** Asks the server that `OLLAMA_HOST` names, as the command of Ollama does first. */
  const ollama: Program = async ({ env }) => {
    const host = hosts.get(Number(env['OLLAMA_HOST']?.split(':').at(-1)));
    return (await fetch(`http://${host}/api/version`)).text();
  };
  const launchctl: Program = async ({ args }) => {
    await readFile(args.at(-1) ?? '');
    return '';
  };
  const own = createOwnPrograms({ serveEnv, upstream, home, listens });
  const npm = npmOf(join(ROOT, 'package.json'));
  const programs = await installPrograms(bin, { ...own, npm, ollama, launchctl });
  const path = [bin, process.env['PATH']].join(delimiter);
  const env = { PATH: path, HOME: home, ...programs.env };

  const run = async (commands: string): Promise<void> => {
    const running = promisify(execFile)('sh', ['-euc', fillKeys(commands)], { cwd, env });
    running.child.stdin?.end();
    await running.catch(({ message, stdout, stderr }) => {
      throw new Error([message, stdout, stderr].join('\n'));
    });
  };
  const someKey = () => own['last-key']({ args: [], stdin: '', cwd, env });
  if (hasKey) await someKey();
  const given = (await files?.(someKey)) ?? {};
  for (const [name, text] of Object.entries(given))
    await writeFile(name.startsWith('~/') ? join(home, name.slice(2)) : join(cwd, name), text);

  return {
    run,
    async dispose() {
      await programs.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
