import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { posixWrapper } from '../../native-host/install/posix-wrapper.ts';
import { COMPANION, EXAMPLE } from '../../scripts/browser/launch-chromium.ts';
import type { TestEnv } from '../../scripts/test-env/create-test-env.ts';
import { HOST } from '../../scripts/test-env/host-command.ts';
import { answerApproval, approvalPage, openChat } from '../../scripts/test-env/pages.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { type BrowserEnv, createBrowserEnv, shownCode, shownTrouble } from './browser-env.ts';

let browserEnv: BrowserEnv | undefined;

afterEach(async () => {
  await browserEnv?.end();
  browserEnv = undefined;
});

const manifestOf = ({ profile }: TestEnv) => join(profile, 'NativeMessagingHosts', `${HOST_NAME}.json`);

const changeManifest = async (testEnv: TestEnv, change: object) => {
  const path = manifestOf(testEnv);
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), ...change }));
};

test('companion missing', async () => {
  browserEnv = await createBrowserEnv({ extensions: [EXAMPLE] });
  const chat = await openChat(browserEnv.browser);
  expect(await shownCode(chat)).toBe('companion_missing');
  expect(await shownTrouble(chat)).toContain('Install or enable the Ollama Turnkey extension');
});

test('host missing', async () => {
  browserEnv = await createBrowserEnv({
    extensions: [COMPANION, EXAMPLE],
    prepare: (testEnv) => rm(manifestOf(testEnv)),
  });
  const chat = await openChat(browserEnv.browser);
  expect(await shownCode(chat)).toBe('host_missing');
  expect(await shownTrouble(chat)).toContain('npx ollama-turnkey install-host');
});

test('host forbidden', async () => {
  const allowed_origins = ['chrome-extension://abcdefghijklmnopabcdefghijklmnop/'];
  browserEnv = await createBrowserEnv({ prepare: (testEnv) => changeManifest(testEnv, { allowed_origins }) });
  expect(await shownCode(await openChat(browserEnv.browser))).toBe('host_forbidden');
});

test('host exits at once', async () => {
  browserEnv = await createBrowserEnv({
    prepare: (testEnv) => changeManifest(testEnv, { path: '/bin/false' }),
  });
  expect(await shownCode(await openChat(browserEnv.browser))).toBe('host_failed');
});

test('Node is missing: the wrapper says so', async () => {
  browserEnv = await createBrowserEnv({
    async prepare(testEnv) {
      const path = join(testEnv.folder, 'without-node');
      const script = posixWrapper({ node: '/gone/node', host: HOST, home: '/gone' });
      // The machine may have a Node in a usual location.
      await writeFile(path, script.replaceAll(/^ {2}'\/.*\\\n/gm, '').replace('command -v node', 'echo'));
      await chmod(path, 0o755);
      await changeManifest(testEnv, { path });
    },
  });
  const chat = await openChat(browserEnv.browser);
  expect(await shownCode(chat)).toBe('node_missing');
  expect(await shownTrouble(chat)).toContain('Install Node.js 22.19 or newer');
});

test('host too old', async () => {
  const oldHost = fileURLToPath(new URL('../fixtures/old-host.ts', import.meta.url));
  browserEnv = await createBrowserEnv({
    async prepare(testEnv) {
      const path = join(testEnv.folder, 'old-host');
      const script = `#!/bin/sh\nTURNKEY_DATA='${testEnv.data}' exec '${process.execPath}' '${oldHost}' "$@"\n`;
      await writeFile(path, script);
      await chmod(path, 0o755);
      await changeManifest(testEnv, { path });
    },
  });
  const chat = await openChat(browserEnv.browser);
  expect(await shownCode(chat)).toBe('host_outdated');
  expect(await shownTrouble(chat)).toContain('ollama-turnkey@latest install-host');
});

test('no key yet', async () => {
  browserEnv = await createBrowserEnv();
  const chat = await openChat(browserEnv.browser);
  expect(await shownCode(chat)).toBe('no_key');
  expect(await shownTrouble(chat)).toContain('paste the key');
});

test('not approved: the window was closed without an answer', async () => {
  browserEnv = await createBrowserEnv();
  await browserEnv.pair();
  const chat = await openChat(browserEnv.browser);
  await (await approvalPage(browserEnv.browser)).close();
  expect(await shownCode(chat)).toBe('not_approved');
});

test('denied: the answer is remembered, without a second window', async () => {
  browserEnv = await createBrowserEnv();
  await browserEnv.pair();
  const chat = await openChat(browserEnv.browser);
  await answerApproval(browserEnv.browser, 'deny');
  expect(await shownCode(chat)).toBe('denied');
  await chat.reload();
  expect(await shownCode(chat)).toBe('denied');
});
