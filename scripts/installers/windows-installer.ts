import { BROWSERS } from '../../manifests/browser-table.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { PRODUCT } from './product.ts';

/** The vendor keys of Windows browsers, each once, with the family of the manifest. */
const vendorKeys = (): [vendor: string, family: string][] => [
  ...new Map(
    BROWSERS.flatMap(({ family, win32 }) =>
      (win32?.registry ?? []).map((vendor) => [vendor, family] as [string, string]),
    ),
  ),
];

/**
 * The source of a per-user MSI for wixl: the executable, a manifest for each family, and registry keys that point to them.
 * It runs no program and needs no administrator. The manifests name the executable relative to themselves, which
 * browsers on Windows allow (https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging).
 * @param files paths of the executable and the manifests on the machine that builds
 */
export const msiSource = (files: {
  readonly executable: string;
  readonly chromium: string;
  readonly firefox: string;
}): string => {
  const keys = vendorKeys().map(
    ([vendor, family], index) => `        <Component Id="Key${index}" Guid="*">
          <RegistryKey Root="HKCU" Key="Software\\${vendor}\\NativeMessagingHosts\\${HOST_NAME}">
            <RegistryValue Type="string" Value="[INSTALLDIR]${family}.json" KeyPath="yes"/>
          </RegistryKey>
        </Component>`,
  );
  const file = (id: string, name: string, source: string) =>
    `        <Component Id="${id}" Guid="*">
          <File Id="${id}File" Name="${name}" Source="${source}"/>
          <RegistryValue Root="HKCU" Key="Software\\${PRODUCT.name}" Name="${id}" Type="integer" Value="1" KeyPath="yes"/>
        </Component>`;
  const components = ['Program', 'Chromium', 'Firefox', ...keys.map((_, index) => `Key${index}`)];
  return `<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="*" Name="${PRODUCT.name}" Language="1033" Version="${PRODUCT.version}" Manufacturer="${PRODUCT.name}" UpgradeCode="${PRODUCT.upgradeCode}">
    <Package InstallerVersion="500" Compressed="yes" InstallScope="perUser" InstallPrivileges="limited" Description="${PRODUCT.summary}"/>
    <MajorUpgrade DowngradeErrorMessage="A newer version of ${PRODUCT.name} is installed."/>
    <Media Id="1" Cabinet="product.cab" EmbedCab="yes"/>
    <Property Id="ARPURLINFOABOUT" Value="${PRODUCT.homepage}"/>
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="LocalAppDataFolder">
        <Directory Id="ProgramsDir" Name="Programs">
          <Directory Id="INSTALLDIR" Name="${PRODUCT.name}">
${[file('Program', `${PRODUCT.id}.exe`, files.executable), file('Chromium', 'chromium.json', files.chromium), file('Firefox', 'firefox.json', files.firefox), ...keys].join('\n')}
          </Directory>
        </Directory>
      </Directory>
    </Directory>
    <Feature Id="Main" Level="1">
${components.map((id) => `      <ComponentRef Id="${id}"/>`).join('\n')}
    </Feature>
  </Product>
</Wix>
`;
};
