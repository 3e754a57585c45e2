import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Session } from '../../extension/sdk/session/session.ts';
import { installHost } from '../../native-host/install/install-host.ts';
import { nodeWorld } from '../../native-host/install/node-world.ts';
import { HOST } from '../../scripts/test-env/host-command.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { VERSION } from '../../shared/version.ts';
import { hostOf } from '../fixtures/next-version.ts';
import { ask, chat, textOf } from './ask.ts';
import { allow, answerNotices, CLIENT, createHostEnv } from './create-host-env.ts';

const NEXT = '99.0.0';

test('R17: a host that is updated while it runs continues, and the next start uses the new one', async () => {
  const testEnv = await createHostEnv();
  const bundle = await hostOf(NEXT, join(testEnv.home, 'next'));
  const profile = join(testEnv.home, 'profile');
  const world = {
    ...nodeWorld(),
    uid: 1000,
    env: { PATH: process.env['PATH'], OLLAMA_TURNKEY_HOME: testEnv.home },
  };
  const install = (version: string, from: string) =>
    installHost({ version, bundle: from, dir: testEnv.home, userDataDir: profile }, world);
  /** The program that the browser's manifest names. */
  const wrapper = async (): Promise<string> => {
    const manifest = join(profile, 'NativeMessagingHosts', `${HOST_NAME}.json`);
    return JSON.parse(await readFile(manifest, 'utf8')).path;
  };

  await install(VERSION, HOST);
  const { token, root: pairing, host: first } = await testEnv.paired();
  await pairing.welcome;
  await first.stop();
  const old = testEnv.start(undefined, {}, await wrapper());
  const root: Session = old.root({ token, onNotice: answerNotices(allow(), () => root) });
  expect((await root.welcome).host.version).toBe(VERSION);
  const client = old.client(CLIENT);
  const gate = testEnv.standIn.holdNext({ afterTokens: 3 });
  const running = await client.request(chat());
  await gate.reached;

  await install(NEXT, bundle);
  gate.release();
  expect(await textOf(running)).toContain('"done":true');
  expect((await ask(client, chat())).toString()).toContain('"done":true');

  const next = testEnv.start(undefined, {}, await wrapper());
  expect((await next.root({ token }).welcome).host.version).toBe(NEXT);
  expect((await next.client(CLIENT).request(chat())).status).toBe(200);
  // Both exit when their browsers close the pipes.
  expect(await Promise.all([old.stop(), next.stop()])).toEqual([0, 0]);
});
