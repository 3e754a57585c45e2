import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { posixWrapper } from '../../native-host/install/posix-wrapper.ts';
import { createFrameDecoder } from '../../native-host/stdio/frame-decoder.ts';
import { HOST } from '../../scripts/test-env/host-command.ts';
import { createHostEnv } from './create-host-env.ts';
import { COMPANION_ORIGIN } from './start-host.ts';

/** A copy of the built host that a test may break. */
const copyHost = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-broken-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(dirname(HOST), folder, { recursive: true });
  const parts = join(folder, 'parts');
  const part = async (name: string) => {
    const found = (await readdir(parts)).find((file) => file.startsWith(`${name}-`));
    return join(parts, found ?? 'missing');
  };
  return { folder, host: join(folder, 'host.mjs'), part };
};

const start = (args: readonly string[], data: string, env: NodeJS.ProcessEnv = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    env: { ...process.env, OLLAMA_TURNKEY_HOME: data, ...env },
    input: '',
  });
  const frames: unknown[] = [];
  createFrameDecoder((frame) => frames.push(frame), 1 << 20)(stdout);
  return { status, frames, stderr: String(stderr) };
};

const logOf = async (data: string) =>
  (await readFile(join(data, 'starts.log'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Makes a Node pretend to be an old one. */
const OLD = `data:text/javascript,Object.defineProperty(process,'version',{value:'v20.20.2'})`;

test('people A9: an old Node says so to the browser before anything is loaded or written', async () => {
  const { folder, host, part } = await copyHost();
  await rm(await part('main'));
  const { status, frames, stderr } = start(['--import', OLD, host, COMPANION_ORIGIN], folder);
  expect({ status, frames }).toEqual({
    status: 1,
    frames: [expect.objectContaining({ type: 'error', code: 'node_missing' })],
  });
  expect(stderr).toMatch(/newer Node\.js .* This is Node\.js 20\.20\.2\. Install Node\.js 22\.19/);
  expect(await logOf(folder)).toMatchObject([{ node: '20.20.2', exit: 1, cause: 'node_old' }]);
  expect(await readdir(folder)).not.toContain('turnkey.sqlite');
});

test('people A9: an old Node says so to a person, whatever the command, and installs nothing', async () => {
  const { folder, host } = await copyHost();
  const before = await readdir(folder);
  const { status, frames, stderr } = start(['--import', OLD, host, 'install-host'], folder, { HOME: folder });
  expect({ status, frames }).toEqual({ status: 1, frames: [] });
  expect(stderr).toContain('This is Node.js 20.20.2.');
  expect(await readdir(folder)).toEqual(before);
});

test('the first file has no syntax newer than ES2019, except for import()', async () => {
  const text = await readFile(HOST, 'utf8');
  expect(text).not.toMatch(/\?\.[a-z[(]|\?\?|\*\*=|#[a-z]\w*\s*[=;(]|\bawait\b/);
  expect(text.length).toBeLessThan(4_000);
});

test('people A13: a missing or damaged part is reported to the browser', async () => {
  const { folder, host, part } = await copyHost();
  const main = await part('main');
  await writeFile(main, (await readFile(main, 'utf8')).slice(0, 50_000));
  for (const break_ of [() => {}, () => rm(main)]) {
    await break_();
    const { status, frames } = start([host, COMPANION_ORIGIN], folder);
    expect({ status, frames }).toEqual({
      status: 1,
      frames: [expect.objectContaining({ type: 'error', code: 'host_failed' })],
    });
  }
  expect(await logOf(folder)).toMatchObject([{ cause: 'part_missing' }, { cause: 'part_missing' }]);
});

/** More than a pipe holds. */
const MUCH = Buffer.alloc(1 << 20);

/** Resolves with the exit code of a program that fails, and to which a browser writes until it has read why. */
const writeToFailing = async (program: string, args: readonly string[]): Promise<number | null> => {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  child.stdin.write(MUCH);
  await once(child.stdin, 'drain');
  child.stdin.end();
  const [code] = await exited;
  return code;
};

test('a host that fails reads until the browser closes its input', async () => {
  const { host, part } = await copyHost();
  await rm(await part('main'));
  expect(await writeToFailing(process.execPath, [host, COMPANION_ORIGIN])).toBe(1);
});

test('a host that fails ends without a stack if the browser has closed its output', async () => {
  const { host, part } = await copyHost();
  await rm(await part('main'));
  const child = spawn(process.execPath, [host, COMPANION_ORIGIN]);
  child.stdout.destroy();
  const [stderr] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect(stderr).toMatch(/^ollama-turnkey: A file of the Turnkey app is missing or damaged\. .*\n$/);
});

const WRAPPER = 'a wrapper that fails reads until the browser closes its input (Windows has another one)';

test.skipIf(process.platform === 'win32')(WRAPPER, async () => {
  const { folder } = await copyHost();
  const wrapper = join(folder, 'wrapper');
  const script = posixWrapper({ node: '/gone/node', host: join(folder, 'gone.mjs'), home: '/gone' });
  await writeFile(wrapper, script, { mode: 0o755 });
  expect(await writeToFailing(wrapper, [COMPANION_ORIGIN])).toBe(126);
});

test('a start and its end are logged without anything of requests', async () => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired();
  expect(await host.stop()).toBe(0);
  const log = await logOf(testEnv.home);
  expect(log.at(-1)).toEqual({
    at: expect.any(String),
    pid: host.child.pid,
    version: expect.any(String),
    node: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    caller: 'companion',
    browser: 'chromium',
    exit: 0,
  });
});

test('a start that fails is logged with the reason', async () => {
  const testEnv = await createHostEnv();
  await writeFile(join(testEnv.home, 'turnkey.sqlite'), 'not a database');
  const host = testEnv.start();
  expect(await host.exited).toBe(1);
  expect(await logOf(testEnv.home)).toMatchObject([
    { exit: 1, cause: 'store_failed', stderr: expect.stringContaining('damaged') },
  ]);
});

test('a start by doctor is not logged', async () => {
  const { folder } = await copyHost();
  const { status } = start([HOST, COMPANION_ORIGIN, '--doctor'], folder);
  expect(status).toBe(0);
  expect(await readdir(folder)).not.toContain('starts.log');
});
