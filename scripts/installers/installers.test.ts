import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { BROWSERS } from '../../manifests/browser-table.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { VERSION } from '../../shared/version.ts';
import { debianControl } from './build-deb.ts';
import { LINUX_PROGRAM, linuxFiles, pairEntry } from './linux-files.ts';
import { macApp } from './mac-app.ts';
import { packageManifests } from './package-manifests.ts';
import { PRODUCT } from './product.ts';
import { msiSource } from './windows-installer.ts';

test('the control file of the Debian package', () => {
  const lines = debianControl('amd64', 1234).split('\n');
  expect(lines.slice(0, 6)).toEqual([
    'Package: ollama-turnkey',
    `Version: ${VERSION}`,
    'Architecture: amd64',
    expect.stringMatching(/^Maintainer: .+ <.+@.+>$/),
    'Installed-Size: 1234',
    'Depends: libc6 (>= 2.17)',
  ]);
  // Each line of the description begins with a space, and the file ends with a newline.
  expect(lines.slice(-2)).toEqual([expect.stringMatching(/^ \S/), '']);
});

test('a package for Linux registers the host for every browser that has a place for all users', async () => {
  const files = await linuxFiles('the licence', true);
  const places = BROWSERS.flatMap(({ linux }) => linux?.system ?? []).map(
    ({ directory }) => `${directory}/${HOST_NAME}.json`,
  );
  expect(places.length).toBeGreaterThan(5);
  const manifests = files.filter(({ path }) => path.endsWith('.json'));
  expect(manifests.map(({ path }) => path).sort()).toEqual([...new Set(places)].sort());
  for (const { text } of manifests) expect(JSON.parse(text)).toMatchObject({ path: LINUX_PROGRAM });
  const others = files.filter(({ path }) => !path.endsWith('.json')).map(({ path }) => path);
  expect(others).toEqual([
    '/usr/lib/ollama-turnkey/package',
    '/usr/share/applications/ollama-turnkey-pair.desktop',
    '/usr/share/icons/hicolor/scalable/apps/ollama-turnkey.svg',
    '/usr/share/doc/ollama-turnkey/copyright',
  ]);
});

test('a package for a system without /usr/lib64 has no file there', async () => {
  const files = await linuxFiles('', false);
  expect(files.filter(({ path }) => path.startsWith('/usr/lib64'))).toEqual([]);
});

test('the menu entry runs the command in a terminal', () => {
  expect(pairEntry()).toContain('\nExec=ollama-turnkey pair --wait\n');
  expect(pairEntry()).toContain('\nTerminal=true\n');
});

test('the source of the MSI has a component for each vendor key and refers to each component once', () => {
  const source = msiSource({
    ...{ executable: 'a.exe', chromium: 'c.json', firefox: 'f.json', marker: 'package', licence: 'L' },
  });
  const vendors = new Set(BROWSERS.flatMap(({ win32 }) => win32?.registry ?? []));
  for (const vendor of vendors)
    expect(source).toContain(`Key="Software\\${vendor}\\NativeMessagingHosts\\${HOST_NAME}"`);
  const ids = (pattern: RegExp) => Array.from(source.matchAll(pattern), ([, id]) => id);
  expect(ids(/<ComponentRef Id="(\w+)"/g)).toEqual(ids(/<Component Id="(\w+)"/g));
  expect(source).toContain('InstallScope="perUser"');
  expect(source).not.toMatch(/HKLM|CustomAction/);
});

test('the app for macOS: a program that may be executed, and a property list that names it', () => {
  const zip = macApp(new TextEncoder().encode('the program'), 'the licence');
  const files = unzipSync(zip);
  const contents = 'Ollama Turnkey.app/Contents';
  expect(Object.keys(files).sort()).toEqual([
    `${contents}/Info.plist`,
    `${contents}/MacOS/ollama-turnkey`,
    `${contents}/Resources/LICENSE`,
  ]);
  const plist = new TextDecoder().decode(files[`${contents}/Info.plist`]);
  const value = (key: string) => new RegExp(`<key>${key}</key><string>(.*)</string>`).exec(plist)?.[1];
  expect(value('CFBundleExecutable')).toBe('ollama-turnkey');
  expect(value('CFBundleShortVersionString')).toBe(VERSION);
  // The central directory of a zip has the mode in the upper half of the external attributes.
  const view = Buffer.from(zip);
  const modes: Record<string, string> = {};
  for (let at = view.indexOf('PK\x01\x02'); at >= 0; at = view.indexOf('PK\x01\x02', at + 46)) {
    const name = view.toString('utf8', at + 46, at + 46 + view.readUInt16LE(at + 28));
    modes[name] = (view.readUInt32LE(at + 38) >>> 16).toString(8);
  }
  expect(modes).toEqual({
    [`${contents}/Info.plist`]: '100644',
    [`${contents}/MacOS/ollama-turnkey`]: '100755',
    [`${contents}/Resources/LICENSE`]: '100644',
  });
});

const base = `${PRODUCT.id}-${VERSION}`;
const SUMS = {
  [`${base}-windows-x64.msi`]: 'aa',
  [`${base}-darwin-arm64.zip`]: 'bb',
  [`${base}-darwin-x64.zip`]: 'cc',
  [`${PRODUCT.id}_${VERSION}_amd64.deb`]: 'dd',
  [`${PRODUCT.id}_${VERSION}_arm64.deb`]: 'ee',
};

test('the manifests for package managers name each file with its digest', () => {
  const files = packageManifests(SUMS);
  expect(Object.keys(files)).toEqual([
    'winget/OllamaTurnkey.OllamaTurnkey.yaml',
    'winget/OllamaTurnkey.OllamaTurnkey.installer.yaml',
    'winget/OllamaTurnkey.OllamaTurnkey.locale.en-US.yaml',
    'homebrew/ollama-turnkey.rb',
    'aur/PKGBUILD',
  ]);
  const [, installer = '', , cask = '', build = ''] = Object.values(files);
  expect(installer).toMatch(/InstallerUrl: https:.*-windows-x64\.msi\n {4}InstallerSha256: AA\n/);
  expect(cask).toContain('sha256 arm:   "bb",\n         intel: "cc"');
  expect(build).toContain("sha256sums_x86_64=('dd')\nsha256sums_aarch64=('ee')");
});

test('a package manager whose files are missing gets no manifest', () => {
  const { [`${base}-windows-x64.msi`]: _, ...others } = SUMS;
  expect(Object.keys(packageManifests(others)).filter((path) => path.startsWith('winget'))).toEqual([]);
});
