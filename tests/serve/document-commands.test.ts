import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Block, blocksOf, inlineCommands } from '../../scripts/doc-commands/blocks.ts';
import { ownCalls, problemOf } from '../../scripts/doc-commands/own-commands.ts';
import { createWorld, type GivenFiles } from '../../scripts/doc-commands/world.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { createServeEnv } from './start-serve.ts';

/**
 * The shell commands of the documents for operators, of the README and of the comments in the deploy files. All of them are
 * run, in order, in a temporary home; those that are marked with `not-run` are checked without running them.
 */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FILES = [
  'README.md',
  ...globSync('docs/operators/**/*.{md,yml,service}', { cwd: ROOT }).map((path) =>
    path.replaceAll('\\', '/'),
  ),
].sort();

const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8').replaceAll('\r\n', '\n');
const BLOCKS = FILES.flatMap((path) => blocksOf(path, read(path)).map((block) => ({ path, ...block })));

const hasShell = ['sh', 'curl', 'openssl'].every((program) => spawnSync('which', [program]).status === 0);
const withShell = hasShell ? '' : ' (skipped: needs sh, curl and openssl)';

const certificate = (): { certificate: string; key: string } => {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const files = ['-keyout', '-', '-out', '-'];
  const { stdout } = spawnSync('openssl', ['req', '-x509', ...curve, ...subject, ...files], {
    encoding: 'utf8',
  });
  const [key = '', rest = ''] = stdout.split(/(?=-----BEGIN CERTIFICATE)/);
  return { key, certificate: rest };
};

/** As the page shows it. */
const KEYS = 'alice 8f2b61d07c95e3a4\nben 1c7e90ab42d6f358\n';

/** The files that a reader already has. */
const GIVEN: Readonly<Record<string, GivenFiles>> = {
  'docs/operators/clients.md': async (key) => ({ '~/.ollama-turnkey-key': await key() }),
  'docs/operators/running-serve.md': async () => {
    const { certificate: cert, key } = certificate();
    return { 'fullchain.pem': cert, 'privkey.pem': key, 'keys.txt': KEYS };
  },
};

test('the documents have commands, and few of them are not run', () => {
  expect(BLOCKS.length).toBeGreaterThan(25);
  expect(BLOCKS.filter(({ notRun }) => notRun !== undefined).length).toBeLessThan(BLOCKS.length / 4);
});

test.each(FILES)('%s uses commands and options of ollama-turnkey that exist', (path) => {
  const blocks = blocksOf(path, read(path)).flatMap(({ commands }) => ownCalls(commands));
  const names = inlineCommands(read(path)).flatMap(ownCalls);
  const problems = [
    ...blocks.map((args) => [args.join(' '), problemOf(args)]),
    ...names.map((args) => [args.join(' '), problemOf(args, true)]),
  ];
  expect(problems.filter(([, problem]) => problem !== undefined)).toEqual([]);
});

test.skipIf(!hasShell)(`the syntax of every block is right${withShell}`, () => {
  const faults = BLOCKS.flatMap(({ path, line, commands }) => {
    const { stderr } = spawnSync('sh', ['-n'], { input: commands, encoding: 'utf8' });
    return stderr === '' ? [] : [`${path}:${line} ${stderr}`];
  });
  expect(faults).toEqual([]);
});

describe.skipIf(!hasShell)(`commands that are run${withShell}`, () => {
  const ollama = createStandIn();
  let upstream: string;
  beforeAll(async () => {
    upstream = await ollama.start();
  });
  afterAll(() => ollama.stop());

  const runnable = ({ notRun }: Block) => notRun === undefined;
  const withBlocks = FILES.filter((path) => BLOCKS.some((block) => block.path === path && runnable(block)));

  test.each(withBlocks)('%s', async (path) => {
    const serveEnv = await createServeEnv();
    // A page without a command that creates one is for readers who have a key.
    const hasKey = !/key (create|import)|OLLAMA_API_KEY/.test(read(path));
    const world = await createWorld({ serveEnv, upstream, hasKey, files: GIVEN[path] });
    try {
      for (const { line, commands } of BLOCKS.filter((block) => block.path === path && runnable(block))) {
        await expect(world.run(commands), `${path}:${line}`).resolves.toBeUndefined();
      }
    } finally {
      await world.dispose();
      await serveEnv.dispose();
    }
  });
});
