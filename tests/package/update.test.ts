import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runAndListen } from '../../scripts/run-and-listen.ts';
import { HOST } from '../../scripts/test-env/host-command.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { VERSION } from '../../shared/version.ts';
import { packageOf } from '../fixtures/next-version.ts';
import { COMPANION_ORIGIN, startHost } from '../host/start-host.ts';

/** A registry with one package, in one version. Returns its address. */
const startRegistry = async (tarball: string, version: string): Promise<string> => {
  const bytes = await readFile(tarball);
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const server = createServer((request, response) => {
    if (request.url?.endsWith('.tgz')) return response.end(bytes);
    const dist = { tarball: `http://${request.headers.host}/${basename(tarball)}`, integrity };
    const versions = { [version]: { name: 'ollama-turnkey', version, dist } };
    return response.end(
      JSON.stringify({ name: 'ollama-turnkey', 'dist-tags': { latest: version }, versions }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

test('a host that Node runs is updated by npm, while it runs, and again from a file; a broken one changes nothing', async () => {
  const top = await mkdtemp(join(tmpdir(), 'turnkey-update-'));
  onTestFinished(() => rm(top, { recursive: true, force: true }));
  const home = join(top, 'Zoë M');
  await mkdir(join(home, '.config/chromium'), { recursive: true });
  const registry = await startRegistry(await packageOf('99.0.0', top), '99.0.0');
  const env = {
    HOME: home,
    PATH: process.env['PATH'],
    npm_config_registry: registry,
    npm_config_cache: join(top, 'cache'),
    npm_config_update_notifier: 'false',
  };
  const command = [HOST, 'install-host', '--browser', 'chromium'];
  expect(spawnSync(process.execPath, command, { env, encoding: 'utf8' })).toMatchObject({ status: 0 });

  const manifest = join(home, `.config/chromium/NativeMessagingHosts/${HOST_NAME}.json`);
  const start = async () => {
    const { path } = JSON.parse(await readFile(manifest, 'utf8')) as { path: string };
    const host = startHost({ ...env, OLLAMA_TURNKEY_HOME: undefined }, COMPANION_ORIGIN, path);
    onTestFinished(async () => void (await host.stop()));
    return { host, root: host.root() };
  };
  const versionOf = async ({ root }: Awaited<ReturnType<typeof start>>) => (await root.welcome).host.version;
  const old = await start();
  expect(await versionOf(old)).toBe(VERSION);

  // The registry answers from this process.
  const updated = await runAndListen(process.execPath, [HOST, 'update'], env);
  expect(updated.said.toString()).toContain(`Updated from ${VERSION} to 99.0.0.`);
  expect(updated.ok).toBe(true);
  expect(await versionOf(await start())).toBe('99.0.0');
  expect(await old.root.call('status')).toMatchObject({});

  const broken = await packageOf('99.0.1', top);
  await writeFile(join(top, '99.0.1/package/native-host/dist/host.mjs'), 'process.exit(3);\n');
  expect(spawnSync('tar', ['-czf', broken, '-C', join(top, '99.0.1'), 'package']).status).toBe(0);
  const digest = createHash('sha256')
    .update(await readFile(broken))
    .digest('hex');
  const args = [HOST, 'update', broken, '--sha256', digest];
  const refused = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  expect([refused.status, refused.stderr]).toEqual([
    1,
    expect.stringMatching(/^The new version does not work: it ends at once\..*\nexit code 3/),
  ]);
  expect(await versionOf(await start())).toBe('99.0.0');

  const file = await packageOf('99.1.0', top);
  const sum = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  await writeFile(join(top, 'SHA256SUMS'), `${sum}  ${basename(file)}\n`);
  const again = spawnSync(process.execPath, [HOST, 'update', file, '--json'], { env, encoding: 'utf8' });
  expect(JSON.parse(again.stdout)).toMatchObject({ action: 'update', from: '99.0.0', to: '99.1.0' });
  expect(await versionOf(await start())).toBe('99.1.0');
});
