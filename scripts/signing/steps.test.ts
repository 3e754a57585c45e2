import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hasPeSignature } from './pe-signature.ts';
import { secretFiles } from './secrets.ts';
import { SIGNING_STEPS } from './steps.ts';

const stepFor = (file: string) => SIGNING_STEPS.filter(({ files }) => files.test(file));
const commandsFor = (
  file: string,
  secrets = {},
  env: Record<string, string> = {},
  { hasSignature = false } = {},
) => stepFor(file)[0]?.commands({ path: file, hasSignature }, secrets, env);

test.each([
  ['dist/executables/windows-x64/ollama-turnkey.exe', 'Windows executable', 'executables'],
  ['dist/installers/ollama-turnkey-0.1.0-windows-x64.msi', 'Windows installer', 'installers'],
  ['dist/installers/ollama-turnkey-0.1.0-darwin-x64.zip', 'app for macOS', 'installers'],
  ['dist/release/SHA256SUMS', 'checksums', 'checksums'],
])('%s is signed once, and only with its secrets', (file, name, stage) => {
  expect(stepFor(file)).toMatchObject([{ name, stage }]);
  expect(commandsFor(file)).toBeUndefined();
});

test.each([
  'dist/executables/linux-x64/ollama-turnkey',
  // It has the signed executable.
  'dist/installers/ollama-turnkey-0.1.0-windows-x64.exe',
  'dist/release/ollama-turnkey-0.1.0-firefox.zip',
])('%s is not signed', (file) => {
  expect(stepFor(file)).toEqual([]);
});

test('Windows: the signature of the runtime is removed first, and the new one is verified before it replaces the file', () => {
  const secrets = { WINDOWS_P12: 'c.p12', WINDOWS_P12_PASSWORD: 'pass' };
  const exe = 'a/ollama-turnkey.exe';
  const options = { hasSignature: true };
  const commands = commandsFor(exe, secrets, { TIMESTAMP_URL: 'http://time' }, options) ?? [];
  expect(commands.map((words) => words.slice(0, 2).join(' '))).toEqual([
    'osslsigncode remove-signature',
    'osslsigncode sign',
    'osslsigncode verify',
    `mv ${exe}.signed`,
    `rm ${exe}.bare`,
  ]);
  expect(commands[1]?.join(' ')).toContain('-pkcs12 c.p12 -readpass pass -h sha256');
  expect(commands[1]?.slice(-6)).toEqual([
    '-ts',
    'http://time',
    '-in',
    `${exe}.bare`,
    '-out',
    `${exe}.signed`,
  ]);
});

test('Windows: a token is used before a file', () => {
  const token = { WINDOWS_PKCS11_MODULE: 'm.so', WINDOWS_SIGN_KEY: 'pkcs11:k', WINDOWS_SIGN_CERTS: 'c.pem' };
  const [sign] = commandsFor('a.msi', { WINDOWS_P12: 'c.p12', WINDOWS_P12_PASSWORD: 'pass' }, token) ?? [];
  expect(sign?.join(' ')).toContain('-pkcs11module m.so -key pkcs11:k -certs c.pem');
  expect(sign).not.toContain('-pkcs12');
});

test('macOS: the app has the hardened runtime and its entitlements; it is notarised if there is a key', () => {
  const secrets = { MACOS_P12: 'd.p12', MACOS_P12_PASSWORD: 'pass' };
  const zip = 'ollama-turnkey-0.1.0-darwin-arm64.zip';
  const commands = commandsFor(zip, secrets) ?? [];
  expect(commands[0]?.join(' ')).toMatch(/--code-signature-flags runtime .*entitlements\.plist/);
  expect(commands.flat()).not.toContain('notary-submit');
  expect(commandsFor(zip, { ...secrets, NOTARY_KEY: 'k.json' })?.at(-1)).toEqual([
    'rcodesign',
    'notary-submit',
    '--api-key-file',
    'k.json',
    '--staple',
    zip,
  ]);
});

test('a secret is a file of the machine, or becomes one that only this user can read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-secrets-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = await secretFiles(
    {
      WINDOWS_P12: Buffer.from('key').toString('base64'),
      WINDOWS_P12_PASSWORD: 'text',
      MACOS_P12_FILE: '/p12',
      NOTARY_KEY: '',
    },
    folder,
  );
  expect(files).toEqual({
    WINDOWS_P12: join(folder, 'WINDOWS_P12'),
    WINDOWS_P12_PASSWORD: join(folder, 'WINDOWS_P12_PASSWORD'),
    MACOS_P12: '/p12',
  });
  expect(await readFile(join(folder, 'WINDOWS_P12'), 'utf8')).toBe('key');
  expect(await readFile(join(folder, 'WINDOWS_P12_PASSWORD'), 'utf8')).toBe('text');
  if (process.platform !== 'win32')
    expect((await stat(join(folder, 'WINDOWS_P12'))).mode & 0o777).toBe(0o600);
});

test('a signature is found in the header of a Windows executable', () => {
  const head = Buffer.alloc(512);
  head.write('MZ', 'latin1');
  head.writeUInt32LE(0x80, 0x3c);
  head.write('PE\0\0', 0x80, 'latin1');
  expect(hasPeSignature(head)).toBe(false);
  head.writeUInt32LE(4096, 0x80 + 24 + 112 + 4 * 8 + 4);
  expect(hasPeSignature(head)).toBe(true);
  expect(hasPeSignature(Buffer.from('MZ'))).toBe(false);
  expect(hasPeSignature(Buffer.from('\x7fELF'))).toBe(false);
});
