import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { executablePath } from '../../scripts/executables/places.ts';
import { buildMsi } from '../../scripts/installers/build-msi.ts';
import { macApp } from '../../scripts/installers/mac-app.ts';
import { unpackApp } from '../../scripts/signing/app-zip.ts';
import { hasPeSignature } from '../../scripts/signing/pe-signature.ts';
import { signStage } from '../../scripts/signing/sign-stage.ts';

const missing = ['osslsigncode', 'openssl', 'wixl'].filter(
  (program) => spawnSync(program, ['--version']).error !== undefined,
);
const reason = missing.length > 0 ? ` (skipped: needs ${missing.join(', ')})` : '';

/** The smallest 64-bit Windows executable that has a header and no code. */
const emptyProgram = (): Buffer => {
  const bytes = Buffer.alloc(1024);
  bytes.write('MZ', 'latin1');
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write('PE\0\0', 0x80, 'latin1');
  bytes.writeUInt16LE(0x8664, 0x84);
  // The size of the optional header, its kind, and its 16 directories.
  bytes.writeUInt16LE(240, 0x94);
  bytes.writeUInt16LE(0x20b, 0x98);
  bytes.writeUInt32LE(512, 0x98 + 60);
  bytes.writeUInt32LE(16, 0x98 + 108);
  return bytes;
};

const APP = executablePath({ name: 'darwin-arm64', file: 'ollama-turnkey' });
const withoutApp = [
  ...(spawnSync('rcodesign', ['--version']).error ? ['rcodesign'] : []),
  ...(existsSync(APP) ? [] : ['`npm run build:executables darwin-arm64`']),
];
const appReason = withoutApp.length > 0 ? ` (skipped: needs ${withoutApp.join(', ')})` : '';

let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  if (reason) return;
  folder = await mkdtemp(join(tmpdir(), 'turnkey-signing-'));
  const at = (name: string) => join(folder, name);
  const own = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=Test'];
  const use = ['-addext', 'extendedKeyUsage=codeSigning', '-keyout', at('key.pem'), '-out', at('cert.pem')];
  execFileSync('openssl', ['req', ...own, ...use], { stdio: 'ignore' });
  await writeFile(at('password'), 'test');
  const pair = ['-inkey', at('key.pem'), '-in', at('cert.pem'), '-passout', `file:${at('password')}`];
  execFileSync('openssl', ['pkcs12', '-export', ...pair, '-out', at('pair.p12')]);
  // rcodesign reads the older encryption only.
  execFileSync('openssl', ['pkcs12', '-export', '-legacy', ...pair, '-out', at('legacy.p12')]);
  env = {
    WINDOWS_P12: (await readFile(at('pair.p12'))).toString('base64'),
    WINDOWS_P12_PASSWORD: 'test',
    WINDOWS_ROOTS: at('cert.pem'),
  };
});
afterAll(async () => {
  if (folder) await rm(folder, { recursive: true });
});

describe.skipIf(reason !== '')(`with a certificate of our own${reason}`, () => {
  const verify = (path: string) =>
    execFileSync('osslsigncode', ['verify', '-CAfile', env['WINDOWS_ROOTS'] ?? '', '-in', path], {
      encoding: 'utf8',
    });

  test('a Windows executable is signed, also over the signature of its runtime', async () => {
    const path = join(folder, 'ollama-turnkey.exe');
    await writeFile(path, emptyProgram());
    for (const _ of ['without a signature', 'with one']) {
      expect(await signStage('executables', [path], env)).toEqual([
        { step: 'Windows executable', file: path, outcome: 'signed' },
      ]);
      expect(hasPeSignature(await readFile(path))).toBe(true);
      expect(verify(path)).toMatch(/CN=Test[\s\S]*Number of verified signatures: 1/);
    }
  });

  test('the MSI is signed; without secrets it stays as it is', async () => {
    const path = join(folder, 'ollama-turnkey.msi');
    await writeFile(join(folder, 'program'), 'the program');
    await buildMsi(join(folder, 'program'), 'the licence\n', path);
    const before = await readFile(path);
    expect(await signStage('installers', [path], {})).toMatchObject([{ outcome: 'no secrets' }]);
    expect((await readFile(path)).equals(before)).toBe(true);
    await signStage('installers', [path], env);
    expect(verify(path)).toContain('Number of verified signatures: 1');
  });

  test.skipIf(appReason !== '')(
    `the app for macOS has the hardened runtime${appReason}`,
    async () => {
      const path = join(folder, 'ollama-turnkey-1.0.0-darwin-arm64.zip');
      await writeFile(path, macApp(await readFile(APP), 'the licence\n'));
      const secrets = { MACOS_P12_FILE: join(folder, 'legacy.p12'), MACOS_P12_PASSWORD: 'test' };
      await signStage('installers', [path], { ...secrets, MACOS_NO_TIMESTAMP: '1' });
      const app = await unpackApp(path, join(folder, 'app'));
      expect(existsSync(join(app, 'Contents/_CodeSignature/CodeResources'))).toBe(true);
      const program = join(app, 'Contents/MacOS/ollama-turnkey');
      const info = execFileSync('rcodesign', ['print-signature-info', program], {
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
      });
      expect(info).toMatch(/flags: CodeSignatureFlags\(RUNTIME\)[\s\S]*cs\.allow-jit[\s\S]*CN=Test/);
      expect((await stat(program)).mode & 0o777).toBe(0o755);
      // It compresses 90 MB twice.
    },
    300_000,
  );

  test('a failure names the program, and leaves the file', async () => {
    const path = join(folder, 'broken', '..', 'ollama-turnkey.exe');
    await writeFile(path, 'not a program');
    await expect(signStage('executables', [path], env)).rejects.toThrow('osslsigncode');
    expect(await readFile(path, 'utf8')).toBe('not a program');
  });
});
