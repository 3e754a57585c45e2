// cspell:ignore cödé
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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
    'in a directory called %j, it starts the host with its arguments and input',
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

describe.skipIf(process.platform === 'win32')('without any Node', () => {
  test('it reports that on standard error, writes nothing to standard output, and exits with 127', () => {
    const { directory } = make('none');
    // The machine that runs the test may have a Node in a usual location, so remove these from the wrapper.
    const text = posixWrapper({ node: '/gone/node', host: '/gone/host.mjs', home: '/gone' })
      .split('\n')
      .filter((line) => !/^ {2}'\//.test(line))
      .join('\n');
    const wrapper = executable(join(directory, 'bare'), text);
    const { status, stdout, stderr } = spawnSync(wrapper, [], { env: { PATH: '/gone' }, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 127, stdout: '' });
    expect(stderr).toMatch(/^ollama-turnkey: no Node\.js 22\.19 or newer was found\. .*install-host/);
  });
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
