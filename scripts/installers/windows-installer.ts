import { BROWSERS, type BrowserFamily } from '../../manifests/browser-table.ts';
import { packageManifestName } from '../../native-host/install/install-layout.ts';
import { PACKAGE_MARKER } from '../../native-host/platform/installed-data.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { PRODUCT } from './product.ts';

/** The vendor keys of Windows browsers, each once, with the family of the manifest. */
const vendorKeys = (): [vendor: string, family: BrowserFamily][] => [
  ...new Map(
    BROWSERS.flatMap(({ family, win32 }) =>
      (win32?.registry ?? []).map((vendor) => [vendor, family] as [string, BrowserFamily]),
    ),
  ),
];

/** The entry of the Start menu that opens the pairing window again: the first one is open for fifteen minutes only. */
const PAIR_ENTRY = `        <Component Id="PairEntry" Guid="*">
          <Shortcut Id="PairShortcut" Name="${PRODUCT.name} - pair a browser" Description="Lets one browser be paired with a click, for fifteen minutes" Target="[INSTALLDIR]${PRODUCT.id}.exe" Arguments="pair --wait" WorkingDirectory="INSTALLDIR"/>
          <RegistryValue Root="HKCU" Key="Software\\${PRODUCT.name}" Name="PairEntry" Type="integer" Value="1" KeyPath="yes"/>
        </Component>`;

/**
 * The source of a per-user MSI for wixl: the executable, a manifest for each family, and registry keys that point to them.
 * It runs no program and needs no administrator. The manifests name the executable relative to themselves, which
 * browsers on Windows allow (https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging).
 * @param files names of the files in the folder of the source: wixl takes no absolute paths
 */
export const msiSource = (files: {
  readonly executable: string;
  readonly chromium: string;
  readonly firefox: string;
  readonly marker: string;
  readonly licence: string;
}): string => {
  const keys = vendorKeys().map(
    ([vendor, family], index) => `        <Component Id="Key${index}" Guid="*">
          <RegistryValue Root="HKCU" Key="Software\\${vendor}\\NativeMessagingHosts\\${HOST_NAME}" Type="string" Value="[INSTALLDIR]${packageManifestName(family)}" KeyPath="yes"/>
        </Component>`,
  );
  const file = (id: string, name: string, source: string) =>
    `        <Component Id="${id}" Guid="*">
          <File Id="${id}File" Name="${name}" Source="${source}"/>
          <RegistryValue Root="HKCU" Key="Software\\${PRODUCT.name}" Name="${id}" Type="integer" Value="1" KeyPath="yes"/>
        </Component>`;
  const parts = [
    file('Program', `${PRODUCT.id}.exe`, files.executable),
    file('Chromium', packageManifestName('chromium'), files.chromium),
    file('Firefox', packageManifestName('firefox'), files.firefox),
    file('Marker', PACKAGE_MARKER, files.marker),
    file('Licence', 'LICENSE.txt', files.licence),
    ...keys,
  ];
  const names = ['Program', 'Chromium', 'Firefox', 'Marker', 'Licence'];
  const components = [...names, ...keys.map((_, index) => `Key${index}`), 'PairEntry'];
  return `<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="*" Name="${PRODUCT.name}" Language="1033" Version="${PRODUCT.version}" Manufacturer="${PRODUCT.name}" UpgradeCode="${PRODUCT.upgradeCode}">
    <Package InstallerVersion="500" Compressed="yes" InstallScope="perUser" Description="${PRODUCT.summary}"/>
    <MajorUpgrade DowngradeErrorMessage="A newer version of ${PRODUCT.name} is installed."/>
    <Media Id="1" Cabinet="product.cab" EmbedCab="yes"/>
    <Property Id="ARPURLINFOABOUT" Value="${PRODUCT.homepage}"/>
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="LocalAppDataFolder">
        <Directory Id="ProgramsDir" Name="Programs">
          <Directory Id="INSTALLDIR" Name="${PRODUCT.name}">
${parts.join('\n')}
          </Directory>
        </Directory>
      </Directory>
      <Directory Id="ProgramMenuFolder">
${PAIR_ENTRY}
      </Directory>
    </Directory>
    <Feature Id="Main" Level="1">
${components.map((id) => `      <ComponentRef Id="${id}"/>`).join('\n')}
    </Feature>
  </Product>
</Wix>
`;
};
