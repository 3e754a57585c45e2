import { expect, test } from 'vitest';
import { CLIENT, createHostEnv, EXTENSION } from './create-host-env.ts';

const CALLS = ['pair.window', 'pair.claim'] as const;

test('`pair` lets the companion pair with one call; the token is valid in the next host', async () => {
  const testEnv = await createHostEnv();
  const host = testEnv.start();
  const root = host.root();
  expect(await root.call('pair.window')).toEqual({ open: false });
  const { until } = JSON.parse((await testEnv.cli('pair', '--json')).stdout);
  expect(await root.call('pair.window')).toEqual({ open: true, until: Date.parse(until) });
  const { token, grant } = await root.call('pair.claim');
  testEnv.leaks.learn(token);
  expect(grant.kind).toBe('pairing');
  expect(await root.call('grants.list')).toMatchObject([{ kind: 'pairing', parent: null }]);
  await host.stop();
  expect(await testEnv.start().root({ token }).welcome).toMatchObject({ grant: { kind: 'pairing' } });
  const rows: { act: string; detail: string }[] = JSON.parse((await testEnv.cli('audit', '--json')).stdout);
  expect(rows.map(({ act }) => act)).toEqual(['pairing', 'paired']);
  expect(rows[1]?.detail).toContain('by a click');
});

test('two browsers that claim at once: one is paired, and the other is refused', async () => {
  const testEnv = await createHostEnv();
  await testEnv.cli('pair');
  const roots = [testEnv.start().root(), testEnv.start().root()];
  const outcomes = await Promise.all(
    roots.map((root) =>
      root.call('pair.claim').then(
        ({ token }) => {
          testEnv.leaks.learn(token);
          return 'paired';
        },
        ({ code }: { code: string }) => code,
      ),
    ),
  );
  expect(outcomes.toSorted()).toEqual(['paired', 'pairing_closed']);
  expect(await roots[0]?.call('pair.window')).toEqual({ open: false });
});

test('an extension can neither see nor use the window, through the companion or directly', async () => {
  const testEnv = await createHostEnv();
  await testEnv.cli('pair');
  const host = testEnv.start();
  const sessions = [
    host.client(CLIENT),
    host.client({ ...CLIENT, own: true }),
    testEnv.start(`chrome-extension://${EXTENSION}/`).root(),
  ];
  for (const session of sessions) {
    for (const name of CALLS) {
      await expect(session.call(name)).rejects.toMatchObject({ code: 'operation_unknown' });
    }
  }
  expect(await host.root().call('pair.window')).toMatchObject({ open: true });
});
