import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildExecutable } from '../../scripts/executables/build-executable.ts';
import { bundleHost } from '../../scripts/executables/bundle-host.ts';
import { CACHE, executablePath } from '../../scripts/executables/places.ts';
import { targetOf } from '../../scripts/executables/targets.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { VERSION } from '../../shared/version.ts';
import { COMPANION_ORIGIN, startHost } from '../host/start-host.ts';

const NEXT = '99.0.0';

/** The executable of another version, and its checksum beside it. */
const executableOf = async (version: string, folder: string): Promise<string> => {
  const target = targetOf(process);
  const bundle = await bundleHost(join(folder, 'bundle'));
  await writeFile(bundle, (await readFile(bundle, 'utf8')).replaceAll(VERSION, version));
  const out = join(folder, `ollama-turnkey-${version}`);
  await buildExecutable({ target, bundle, cache: CACHE, out });
  const digest = createHash('sha256')
    .update(await readFile(out))
    .digest('hex');
  await writeFile(join(folder, 'SHA256SUMS'), `${digest}  ${basename(out)}\n`);
  return out;
};

test('the executable is updated from a file while it runs; one that does not work changes nothing', async () => {
  const top = await mkdtemp(join(tmpdir(), 'turnkey-update-'));
  onTestFinished(() => rm(top, { recursive: true, force: true }));
  const home = join(top, 'Zoë M');
  await mkdir(join(home, '.config/chromium'), { recursive: true });
  const program = join(home, 'ollama-turnkey');
  await cp(executablePath(targetOf(process)), program);
  const env = { HOME: home, PATH: '' };
  const run = (...args: string[]) => spawnSync(program, args, { env, encoding: 'utf8' });
  expect(run('install-host', '--browser', 'chromium').status).toBe(0);

  const manifest = join(home, `.config/chromium/NativeMessagingHosts/${HOST_NAME}.json`);
  const named = async () => (JSON.parse(await readFile(manifest, 'utf8')) as { path: string }).path;
  const start = async () => {
    const host = startHost(env, COMPANION_ORIGIN, await named());
    onTestFinished(async () => void (await host.stop()));
    return host.root();
  };
  const old = await start();
  expect((await old.welcome).host.version).toBe(VERSION);

  const file = await executableOf(NEXT, top);
  const updated = run('update', file);
  expect([updated.status, updated.stderr]).toEqual([
    0,
    expect.stringContaining(`Updated from ${VERSION} to ${NEXT}.`),
  ]);
  expect((await (await start()).welcome).host.version).toBe(NEXT);
  expect(await old.call('status')).toMatchObject({});

  // An executable for this computer that is none of ours, one with another checksum, and no name at all.
  const before = await named();
  const digest = createHash('sha256')
    .update(await readFile('/bin/true'))
    .digest('hex');
  expect(run('update', '/bin/true', '--sha256', digest)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('The new version does not work: it ends at once.'),
  });
  expect(run('update', file, '--sha256', digest).stderr).toContain(`instead of ${digest}`);
  expect(run('update').stderr).toContain('Download ollama-turnkey-VERSION-linux-');
  expect(await named()).toBe(before);
  expect((await (await start()).welcome).host.version).toBe(NEXT);
  const data = join(home, '.local/share/ollama-turnkey');
  expect((await readdir(data)).filter((name) => name.startsWith('update-'))).toEqual([]);
  expect((await readdir(join(data, 'host'))).sort()).toEqual([VERSION, NEXT]);
});
