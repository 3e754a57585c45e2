// cspell:ignore cödé
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_START_LOG, START_LOG } from '../starts/start-log-file.ts';
import { createFrameDecoder } from '../stdio/frame-decoder.ts';
import { NODE_VARIABLES } from './node-variables.ts';
import { posixWrapper, shellQuote, shellUnquote } from './posix-wrapper.ts';
import { ECHO_HOST } from './testing/real-home.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';

/** The smallest PATH of a browser on macOS. */
const BARE = { PATH: '/usr/bin:/bin' };
const ORIGIN = 'chrome-extension://mnfeofnfmoipoajggfpebfdmidbobjna/';

const executable = (path: string, text: string): string => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
};

const make = (name: string, { node = process.execPath }: { node?: string } = {}) => {
  const directory = join(temporaryDirectory(), name);
  const host = executable(join(directory, 'host.mjs'), ECHO_HOST);
  const home = join(directory, 'home');
  const wrapper = executable(
    join(directory, 'wrapper'),
    posixWrapper({ node, host, dataDirectory: directory, cache: join(directory, 'cache'), home }),
  );
  return { directory, host, home, wrapper };
};

const start = (wrapper: string, args: string[] = [], input = '') =>
  spawnSync(wrapper, args, { env: BARE, input, encoding: 'utf8' });

describe.skipIf(process.platform === 'win32')('the wrapper, really run with env -i', () => {
  test.each(['plain', 'with space', `it's "quoted"`, '$HOME `id` %d; & |', 'Ünï cödé 用户', '-dash', 'a\nb'])(
    'R15: in a directory called %j, it starts the host with its arguments and input',
    (name) => {
      const { directory, host, wrapper } = make(name);
      const args = [ORIGIN, '--parent-window=0', '', 'a b', "'$x'"];
      const { status, stdout, stderr } = start(wrapper, args, 'frames');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(JSON.parse(stdout)).toEqual({ arguments: args, home: directory, script: host, input: 'frames' });
    },
  );

  test('the process is the host itself, not a shell that waits for it', () => {
    const { directory, wrapper } = make('exec');
    writeFileSync(join(directory, 'host.mjs'), 'process.stdout.write(String(process.pid))');
    const pid = execFileSync('/bin/sh', ['-c', 'echo $$; exec "$1"', 'sh', wrapper], {
      env: BARE,
      encoding: 'utf8',
    });
    const [shell, host] = pid.split('\n');
    expect(host).toBe(shell);
  });

  test('if its Node is gone, it uses another, and does not read the input', () => {
    const { home, host, wrapper } = make('with space', { node: '/gone/bin/node' });
    const place = join(home, '.nvm/versions/node/v26.0.0/bin');
    mkdirSync(place, { recursive: true });
    symlinkSync(process.execPath, join(place, 'node'));
    const { status, stdout } = start(wrapper, [ORIGIN], 'frames');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ arguments: [ORIGIN], script: host, input: 'frames' });
  });

  test('it skips a Node that is too old or broken', () => {
    const { home, wrapper } = make('old', { node: '/gone/bin/node' });
    executable(
      join(home, '.nvm/versions/node/v18.0.0/bin/node'),
      '#!/bin/sh\necho noise; cat >/dev/null; exit 1\n',
    );
    executable(join(home, '.nvm/versions/node/v20.0.0/bin/node'), '#!/no/such/interpreter\n');
    executable(join(home, '.volta/bin/node'), `#!/bin/sh\nexec '${process.execPath}' "$@"\n`);
    const { status, stdout } = start(wrapper, [], 'frames');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ input: 'frames' });
  });

  test('Node’s compile cache is kept for the next start', () => {
    const { directory, wrapper } = make("it's compiled");
    expect(start(wrapper).status).toBe(0);
    expect(readdirSync(join(directory, 'cache'))).toHaveLength(1);
  });

  test('for all users, it sets neither the home nor the data directory', () => {
    const { host, directory } = make('system');
    const wrapper = executable(join(directory, 'shared'), posixWrapper({ node: process.execPath, host }));
    expect(JSON.parse(start(wrapper).stdout)).toMatchObject({ home: null });
  });
});

/** The machine that runs the test may have a Node in a usual location, so remove these from the wrapper. */
const withoutPlaces = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^ {2}'\/.*\\$/.test(line))
    .join('\n')
    .replace('command -v node', 'echo');

const framesIn = (bytes: Buffer): unknown[] => {
  const frames: unknown[] = [];
  createFrameDecoder((frame) => frames.push(frame), 1 << 20)(bytes);
  return frames;
};

describe.skipIf(process.platform === 'win32')('a start that fails', () => {
  const startBroken = (parts: Partial<Parameters<typeof posixWrapper>[0]>, path = '/usr/bin:/bin') => {
    const { directory, host } = make("it's broken");
    const given = { node: '/gone/node', host, home: '/gone', dataDirectory: directory, ...parts };
    const wrapper = executable(join(directory, 'bare'), withoutPlaces(posixWrapper(given)));
    const run = () => spawnSync(wrapper, [ORIGIN], { env: { PATH: path } });
    return { ...run(), run, log: join(directory, START_LOG) };
  };

  test('R11: without any Node, it tells the browser in a frame, and exits with 127', () => {
    const { status, stdout, stderr, log } = startBroken({}, '/gone');
    expect({ status, frames: framesIn(stdout) }).toEqual({
      status: 127,
      frames: [expect.objectContaining({ type: 'error', code: 'node_missing' })],
    });
    expect(String(stderr)).toMatch(
      /^ollama-turnkey: The Turnkey app needs Node\.js.*install-host` again\.\n$/,
    );
    expect(JSON.parse(readFileSync(log, 'utf8'))).toMatchObject({ exit: 127, cause: 'node_missing' });
  });

  test('without the host, it tells the browser in a frame, and exits with 126', () => {
    const { status, stdout, log } = startBroken({ host: '/gone/host.mjs', node: process.execPath });
    expect({ status, frames: framesIn(stdout) }).toEqual({
      status: 126,
      frames: [expect.objectContaining({ type: 'error', code: 'host_failed' })],
    });
    expect(JSON.parse(readFileSync(log, 'utf8'))).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      exit: 126,
      cause: 'host_missing',
    });
    expect(statSync(log).mode & 0o777).toBe(0o600);
  });

  test('the log of starts is bounded, and need not be writable', () => {
    const { run, log } = startBroken({});
    writeFileSync(log, '.'.repeat(MAX_START_LOG));
    expect(run().status).toBe(127);
    expect(statSync(log).size).toBe(MAX_START_LOG);
    rmSync(log);
    mkdirSync(log);
    const { status, stderr } = run();
    expect([status, String(stderr).split('\n')]).toEqual([127, [expect.any(String), '']]);
  });
});

test.skipIf(process.platform === 'win32')('the environment cannot change how Node starts', () => {
  const { directory, wrapper } = make('environment');
  writeFileSync(join(directory, 'host.mjs'), 'process.stdout.write(JSON.stringify(process.env))');
  const env = { ...BARE, NODE_OPTIONS: '--require /missing.js', NODE_PATH: '/x', LD_LIBRARY_PATH: '/kept' };
  const { status, stdout } = spawnSync(wrapper, [], { env, encoding: 'utf8' });
  expect(status).toBe(0);
  const left = JSON.parse(stdout) as Record<string, string>;
  expect(NODE_VARIABLES.filter((name) => name in left)).toEqual([]);
  expect(left).toMatchObject({ LD_LIBRARY_PATH: '/kept' });
});

test('it does not use env to find Node', () => {
  expect(posixWrapper({ node: '/n', host: '/h' })).not.toContain('/env');
});

const word = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));

test('unquoting reverses quoting, regardless of what follows', () => {
  fc.assert(
    fc.property(word, (text) => {
      expect(shellUnquote(`${shellQuote(text)}\nhost='x'\n`)).toBe(text);
    }),
  );
});

test('a text without quotes is not unquoted', () => {
  expect(shellUnquote('/usr/bin/node')).toBeUndefined();
  expect(shellUnquote('"$x"')).toBeUndefined();
});

describe.skipIf(process.platform === 'win32')('a real sh', () => {
  test('reads each quoted word unchanged', () => {
    const words = ['', "it's", '$HOME `id` $(id)', '"\\\\"', 'a\nb', '用户 Ünï', '* ? [a] ~ # ; & |', "'''"];
    const script = `printf '%s\\0' ${words.map(shellQuote).join(' ')}`;
    expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' })).toBe(
      words.map((text) => `${text}\0`).join(''),
    );
  });
});
