import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BROWSERS } from '../../manifests/browser-table.ts';
import { readMachSignature } from '../../scripts/executables/mach-signature.ts';
import { executablePath } from '../../scripts/executables/places.ts';
import { EXECUTABLE_TARGETS, type ExecutableTarget } from '../../scripts/executables/targets.ts';
import { buildMsi } from '../../scripts/installers/build-msi.ts';
import { hasPeSignature } from '../../scripts/signing/pe-signature.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { VERSION } from '../../shared/version.ts';

/** The format and processor that the header of an executable states. */
const readHeader = async (path: string): Promise<string> => {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    // https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
    if (buffer.toString('latin1', 0, 4) === '\x7fELF') return `ELF ${buffer.readUInt16LE(18)}`;
    // https://learn.microsoft.com/windows/win32/debug/pe-format
    if (buffer.toString('latin1', 0, 2) === 'MZ') {
      const at = buffer.readUInt32LE(0x3c);
      return `${buffer.toString('latin1', at, at + 2)} ${buffer.readUInt16LE(at + 4).toString(16)}`;
    }
    // mach/machine.h and mach-o/loader.h
    return `${buffer.readUInt32LE(0).toString(16)} ${buffer.readUInt32LE(4).toString(16)}`;
  } finally {
    await file.close();
  }
};

const HEADERS: Readonly<Record<ExecutableTarget['name'], string>> = {
  'linux-x64': 'ELF 62',
  'linux-arm64': 'ELF 183',
  'windows-x64': 'PE 8664',
  'darwin-arm64': 'feedfacf 100000c',
  'darwin-x64': 'feedfacf 1000007',
};

for (const target of EXECUTABLE_TARGETS) {
  const path = executablePath(target);
  const reason = existsSync(path) ? '' : ' (skipped: run `npm run build:executables`)';
  test.skipIf(reason !== '')(`the executable for ${target.name} is for its system${reason}`, async () => {
    expect(await readHeader(path)).toBe(HEADERS[target.name]);
  });

  test.skipIf(reason !== '')(
    `the executable for ${target.name} has the host and the keyring, and room for a signature${reason}`,
    async () => {
      const file = await readFile(path);
      for (const part of [`"${VERSION}"`, '/keyring-', 'Turnkey access to a local Ollama'])
        expect(file.includes(part)).toBe(true);
      if (target.name === 'windows-x64') {
        expect(hasPeSignature(file.subarray(0, 4096))).toBe(false);
        // The texts of the version, which Windows shows in the properties of the file, are in UTF-16.
        for (const text of [`${VERSION}.0`, 'Ollama Turnkey', target.file])
          expect(file.includes(Buffer.from(`${text}\0`, 'utf16le'))).toBe(true);
        expect(file.includes(Buffer.from('Oven\0', 'utf16le'))).toBe(false);
      }
      // macOS starts nothing for arm64 without a valid signature, and ends what has an invalid one.
      if (target.name.startsWith('darwin'))
        expect(readMachSignature(file)).toMatchObject({ isLast: true, isAdHoc: true, changedPages: 0 });
    },
  );
}

const hasWixl = spawnSync('wixl', ['--version']).status === 0;

test.skipIf(!hasWixl)(
  `the tables of the MSI: files, registry keys, the menu entry${hasWixl ? '' : ' (skipped: needs wixl and msiinfo)'}`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'turnkey-msi-test-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'program'), 'the program');
    const msi = join(folder, 'out.msi');
    await buildMsi(join(folder, 'program'), 'the licence\n', msi);
    const info = (...args: string[]) => execFileSync('msiinfo', args, { encoding: 'utf8' });
    const table = (name: string) =>
      info('export', msi, name)
        .trim()
        .split(/\r?\n/)
        .slice(3)
        .map((line) => line.split('\t'));

    const vendors = new Map(
      BROWSERS.flatMap(({ family, win32 }) =>
        (win32?.registry ?? []).map((vendor) => [vendor, family] as const),
      ),
    );
    const keys = table('Registry').filter(([, , key]) => key?.includes('NativeMessagingHosts'));
    expect(keys.map(([, root, key, name, value]) => [root, key, name, value])).toEqual(
      Array.from(vendors, ([vendor, family]) => [
        ...['1', `Software\\${vendor}\\NativeMessagingHosts\\${HOST_NAME}`, '', `[INSTALLDIR]${family}.json`],
      ]),
    );
    expect(table('Registry').every(([, root]) => root === '1')).toBe(true);
    expect(table('File').map(([, , name]) => name)).toEqual([
      'ollama-turnkey.exe',
      'chromium.json',
      'firefox.json',
      'package',
      'LICENSE.txt',
    ]);
    // Per user: the key path of each component is a registry value (4).
    expect(table('Component').every(([, , , attributes]) => attributes === '4')).toBe(true);
    expect(table('Shortcut')).toEqual([
      expect.arrayContaining(['[INSTALLDIR]ollama-turnkey.exe', 'pair --wait']),
    ]);
    // Set (=) for the user, and removed with the program (-).
    expect(table('Environment')).toEqual([['Command', '=-PATH', '[~];[INSTALLDIR]', 'Program']]);
    const actions = new Map(table('InstallExecuteSequence').map(([action, , at]) => [action, Number(at)]));
    expect(actions.get('RemoveEnvironmentStrings')).toBeLessThan(actions.get('WriteRegistryValues') ?? 0);
    expect(actions.get('WriteEnvironmentStrings')).toBeGreaterThan(actions.get('WriteRegistryValues') ?? 0);
    const properties = new Map(table('Property').map(([name, value]) => [name, value]));
    expect(properties.get('ProductVersion')).toBe(VERSION);
    expect(properties.has('ALLUSERS')).toBe(false);
    // Bit 3: it needs no administrator.
    expect(info('suminfo', msi)).toMatch(/^Source: 10 /m);
  },
);
