import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { COMPANION, EXAMPLE } from '../../scripts/browser/launch-chromium.ts';
import { answerApproval, approvalPage, openChat } from '../../scripts/stage/pages.ts';
import type { Stage } from '../../scripts/stage/set-stage.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { type Scene, setScene, shownCode, shownTrouble } from './scene.ts';

let scene: Scene | undefined;

afterEach(async () => {
  await scene?.end();
  scene = undefined;
});

const manifestOf = ({ profile }: Stage) => join(profile, 'NativeMessagingHosts', `${HOST_NAME}.json`);

const changeManifest = async (stage: Stage, change: object) => {
  const path = manifestOf(stage);
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), ...change }));
};

test('companion missing', async () => {
  scene = await setScene({ extensions: [EXAMPLE] });
  const chat = await openChat(scene.browser);
  expect(await shownCode(chat)).toBe('companion_missing');
  expect(await shownTrouble(chat)).toContain('Install or enable the Ollama Turnkey extension');
});

test('host missing', async () => {
  scene = await setScene({ extensions: [COMPANION, EXAMPLE], prepare: (stage) => rm(manifestOf(stage)) });
  const chat = await openChat(scene.browser);
  expect(await shownCode(chat)).toBe('host_missing');
  expect(await shownTrouble(chat)).toContain('npx ollama-turnkey install-host');
});

test('host forbidden', async () => {
  const allowed_origins = ['chrome-extension://abcdefghijklmnopabcdefghijklmnop/'];
  scene = await setScene({ prepare: (stage) => changeManifest(stage, { allowed_origins }) });
  expect(await shownCode(await openChat(scene.browser))).toBe('host_forbidden');
});

test('host exits at once', async () => {
  scene = await setScene({ prepare: (stage) => changeManifest(stage, { path: '/bin/false' }) });
  expect(await shownCode(await openChat(scene.browser))).toBe('host_failed');
});

test('host too old', async () => {
  const oldHost = fileURLToPath(new URL('../fixtures/old-host.ts', import.meta.url));
  scene = await setScene({
    async prepare(stage) {
      const path = join(stage.folder, 'old-host');
      const script = `#!/bin/sh\nTURNKEY_DATA='${stage.data}' exec '${process.execPath}' '${oldHost}' "$@"\n`;
      await writeFile(path, script);
      await chmod(path, 0o755);
      await changeManifest(stage, { path });
    },
  });
  const chat = await openChat(scene.browser);
  expect(await shownCode(chat)).toBe('host_outdated');
  expect(await shownTrouble(chat)).toContain('ollama-turnkey@latest install-host');
});

test('no key yet', async () => {
  scene = await setScene();
  const chat = await openChat(scene.browser);
  expect(await shownCode(chat)).toBe('no_key');
  expect(await shownTrouble(chat)).toContain('paste the key');
});

test('not approved: the window was closed without an answer', async () => {
  scene = await setScene();
  await scene.pair();
  const chat = await openChat(scene.browser);
  await (await approvalPage(scene.browser)).close();
  expect(await shownCode(chat)).toBe('not_approved');
});

test('denied: the answer is remembered, without a second window', async () => {
  scene = await setScene();
  await scene.pair();
  const chat = await openChat(scene.browser);
  await answerApproval(scene.browser, 'deny');
  expect(await shownCode(chat)).toBe('denied');
  await chat.reload();
  expect(await shownCode(chat)).toBe('denied');
});
