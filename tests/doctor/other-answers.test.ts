import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CheckUp } from '../../shared/protocol/check-up.ts';
import { startHost } from '../host/start-host.ts';
import { installedHome } from './installed-home.ts';

const linux = process.platform === 'linux';

test.runIf(linux)('a running host answers checkup.run with the same checks, without paths', async () => {
  const { home, wrapper, manifest, doctor } = await installedHome();
  const host = startHost({ HOME: home, XDG_CONFIG_HOME: undefined, LANG: 'C.UTF-8' }, undefined, wrapper);
  onTestFinished(async () => void (await host.stop()));
  const root = host.root();
  await root.welcome;
  rmSync(manifest);
  const { schema, checks } = (await root.call('checkup.run')) as CheckUp;
  expect(schema).toBe(1);
  expect(checks.find(({ id }) => id === 'browsers.chromium')).toMatchObject({
    state: 'error',
    cause: 'manifest_missing',
    fix: true,
  });
  expect(checks.map(({ id }) => id)).toEqual(Object.keys(await doctor()));
  // The companion has asked, so it is not silent.
  expect(checks.find(({ id }) => id === 'browsers.companion')).toMatchObject({ state: 'ok' });
  expect(JSON.stringify(checks)).not.toContain(home);
});

test.runIf(linux)(
  'report has the last starts with their exit codes and standard error, and nothing private',
  async () => {
    const { home, data, wrapper, cli, edit } = await installedHome();
    const env = { HOME: home, PATH: '/usr/bin:/bin', USER: 'grace' };
    const origin = 'chrome-extension://mnfeofnfmoipoajggfpebfdmidbobjna/';
    const start = () => {
      try {
        execFileSync(wrapper, [origin], { env, input: '', stdio: 'pipe' });
      } catch {}
    };
    start();
    const host = readFileSync(wrapper, 'utf8');
    edit(wrapper, (text) => text.replace(/^host=.*$/m, "host='/gone/host.mjs'"));
    start();
    writeFileSync(wrapper, host);
    const key = (await cli(['api-key'])).stdout.trim();
    rmSync(join(data, 'turnkey.sqlite'));
    writeFileSync(join(data, 'turnkey.sqlite'), `damaged ${key} `.repeat(100));
    for (const name of ['turnkey.sqlite-wal', 'turnkey.sqlite-shm'])
      rmSync(join(data, name), { force: true });
    start();
    const { code, stdout } = await cli(['report']);
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      schema: 1,
      starts: [
        { exit: 0, caller: 'companion', browser: 'chromium' },
        { exit: 126, cause: 'host_missing' },
        { exit: 1, cause: 'store_failed', stderr: expect.stringContaining('damaged') },
      ],
    });
    expect(report.checks).toContainEqual({ id: 'store.open', state: 'error', cause: 'store_damaged' });
    expect(stdout).not.toContain(home);
    expect(stdout).not.toContain(dirname(home));
    expect(stdout).not.toContain(key);
  },
);

test('an unknown group is a usage error that lists the groups', async () => {
  const { cli } = await installedHome();
  const { code, stderr } = await cli(['doctor', 'printer']);
  expect(code).toBe(2);
  expect(stderr).toContain('app, browsers, store, ollama');
});

test.runIf(linux)('R1: a running host registers itself again', async () => {
  const { home, data, wrapper, manifest } = await installedHome();
  const written = readFileSync(manifest, 'utf8');
  const host = startHost({ HOME: home, XDG_CONFIG_HOME: undefined }, undefined, wrapper);
  onTestFinished(async () => void (await host.stop()));
  await host.root().welcome;
  rmSync(manifest);
  const folder = watch(dirname(manifest));
  onTestFinished(() => folder.close());
  await new Promise<void>((resolve) => {
    folder.on('change', () => {
      if (existsSync(manifest)) resolve();
    });
  });
  expect(readFileSync(manifest, 'utf8')).toBe(written);
  expect(manifest).not.toContain(data);
});
