import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { formatKey, idFrom, secretFrom } from '../../shared/key/key.ts';
import { GREETING } from '../stand-in/options.ts';
import { createLeakWatch } from './leak-watch.ts';
import { PRIVATE_PROMPT, PRIVATE_WORDS } from './private-words.ts';

const SECRET = secretFrom(new Uint8Array(32).fill(7));
const KEY = formatKey('otk', idFrom(new Uint8Array(6).fill(3)), SECRET);

const folderWith = (content: string | Buffer, name = 'deep/file') => {
  const folder = mkdtempSync(join(tmpdir(), 'turnkey-leaks-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, name), content);
  return folder;
};

test('the private words occur in the tests’ question and in the stand-in’s answer', () => {
  const said = PRIVATE_PROMPT + GREETING;
  for (const words of PRIVATE_WORDS) expect(said).toContain(words);
});

test.each([
  ['a key in a file', KEY],
  ['its secret alone', `{"secret":"${SECRET}"}`],
  ['its secret as a browser may write it', Buffer.from(SECRET, 'utf16le')],
  ['a prompt', JSON.stringify({ prompt: PRIVATE_PROMPT })],
])('%s is found, and its text is not reported', async (_, content) => {
  const watch = createLeakWatch();
  watch.learn(`key: ${KEY}\n`);
  const folder = folderWith(content);
  const checked = watch.check(folder);
  await expect(checked).rejects.toThrow(join(folder, 'deep', 'file'));
  await expect(checked).rejects.not.toThrow(SECRET);
});

test('recorded output is checked too', async () => {
  const watch = createLeakWatch();
  watch.hear('stderr', `failed: ${KEY}`);
  await expect(watch.check()).rejects.toThrow('stderr: a whole key');
});

test('a warning of Node is found, unless it is about an experimental feature', async () => {
  const watch = createLeakWatch();
  watch.hear('stderr', '(node:1) ExperimentalWarning: SQLite is an experimental feature\n');
  await watch.check();
  watch.hear(
    'stderr',
    'Listening\n(node:1) MaxListenersExceededWarning: 11 close listeners added to [Socket].\n',
  );
  await expect(watch.check()).rejects.toThrow('stderr: MaxListenersExceededWarning: 11 close listeners');
});

test('a pairing token may be where its browser stores it, a key may not', async () => {
  const watch = createLeakWatch();
  const token = formatKey('otp', 'a2345678', SECRET);
  await watch.check({ path: folderWith(token), tokens: true });
  await expect(watch.check(folderWith(token))).rejects.toThrow('a whole key');
  await expect(watch.check({ path: folderWith(KEY), tokens: true })).rejects.toThrow('a whole key');
});

test('ids, digests and clean logs are not leaks', async () => {
  const watch = createLeakWatch();
  watch.learn(KEY);
  watch.hear('stderr', `the key otk_${idFrom(new Uint8Array(6))}_… was revoked`);
  await watch.check(folderWith('nothing'), join(tmpdir(), 'not-there'));
});
