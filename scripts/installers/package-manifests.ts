import { PRODUCT } from './product.ts';

/** Where a release has its files. Set it before the first release, with the address of the repository. */
const DOWNLOADS = `https://ollama-turnkey.example/download/v${PRODUCT.version}`;

const WINGET_ID = 'OllamaTurnkey.OllamaTurnkey';
const WINGET = '1.10.0';

/** Digests by file name. A package manager gets a manifest if all files that it needs are there. */
type Sums = Readonly<Record<string, string>>;

interface PackageManager {
  /** The files that it installs, by the names that `text` uses. */
  readonly needs: readonly string[];
  /** The files for its repository: path and text. */
  files(sums: Sums): Record<string, string>;
}

const base = `${PRODUCT.id}-${PRODUCT.version}`;
const MSI = `${base}-windows-x64.msi`;
const MAC = { arm: `${base}-darwin-arm64.zip`, intel: `${base}-darwin-x64.zip` };
const LINUX = {
  x64: `${PRODUCT.id}_${PRODUCT.version}_amd64.deb`,
  arm64: `${PRODUCT.id}_${PRODUCT.version}_arm64.deb`,
};

/** https://github.com/microsoft/winget-pkgs/tree/master/doc/manifest/schema/1.10.0 */
const winget: PackageManager = {
  needs: [MSI],
  files: (sums) => {
    const head = (kind: string) => `PackageIdentifier: ${WINGET_ID}
PackageVersion: ${PRODUCT.version}
ManifestType: ${kind}
ManifestVersion: ${WINGET}
`;
    return {
      [`winget/${WINGET_ID}.yaml`]: `${head('version')}DefaultLocale: en-US\n`,
      [`winget/${WINGET_ID}.installer.yaml`]: `${head('installer')}InstallerType: wix
Scope: user
Installers:
  - Architecture: x64
    InstallerUrl: ${DOWNLOADS}/${MSI}
    InstallerSha256: ${sums[MSI]?.toUpperCase()}
`,
      [`winget/${WINGET_ID}.locale.en-US.yaml`]: `${head('defaultLocale')}PackageLocale: en-US
Publisher: ${PRODUCT.name}
PackageName: ${PRODUCT.name}
License: ${PRODUCT.licence}
ShortDescription: ${PRODUCT.summary}
PackageUrl: ${PRODUCT.homepage}
`,
    };
  },
};

/** https://docs.brew.sh/Cask-Cookbook */
const homebrew: PackageManager = {
  needs: [MAC.arm, MAC.intel],
  files: (sums) => ({
    [`homebrew/${PRODUCT.id}.rb`]: `cask "${PRODUCT.id}" do
  arch arm: "arm64", intel: "x64"

  version "${PRODUCT.version}"
  sha256 arm:   "${sums[MAC.arm]}",
         intel: "${sums[MAC.intel]}"

  url "${DOWNLOADS}/${PRODUCT.id}-#{version}-darwin-#{arch}.zip"
  name "${PRODUCT.name}"
  desc "${PRODUCT.summary}"
  homepage "${PRODUCT.homepage}"

  depends_on macos: ">= :ventura"

  app "${PRODUCT.name}.app"
  binary "#{appdir}/${PRODUCT.name}.app/Contents/MacOS/${PRODUCT.id}"

  postflight do
    system_command "#{appdir}/${PRODUCT.name}.app/Contents/MacOS/${PRODUCT.id}", args: ["install-host"]
  end

  uninstall script: {
    executable: "#{appdir}/${PRODUCT.name}.app/Contents/MacOS/${PRODUCT.id}",
    args:       ["uninstall-host"],
  }
end
`,
  }),
};

/** Unpacks the Debian package, so that the files are the same: https://wiki.archlinux.org/title/PKGBUILD */
const aur: PackageManager = {
  needs: [LINUX.x64, LINUX.arm64],
  files: (sums) => ({
    'aur/PKGBUILD': `pkgname=${PRODUCT.id}-bin
pkgver=${PRODUCT.version}
pkgrel=1
pkgdesc="${PRODUCT.summary}"
arch=('x86_64' 'aarch64')
url="${PRODUCT.homepage}"
license=('${PRODUCT.licence}')
depends=('glibc')
options=('!strip')
source_x86_64=("${DOWNLOADS}/${LINUX.x64}")
source_aarch64=("${DOWNLOADS}/${LINUX.arm64}")
sha256sums_x86_64=('${sums[LINUX.x64]}')
sha256sums_aarch64=('${sums[LINUX.arm64]}')

package() {
  tar -xf data.tar.* -C "$pkgdir"
  # Here a link to /usr/lib, which has the same file.
  rm -rf "$pkgdir/usr/lib64"
  install -dm755 "$pkgdir/usr/share/licenses"
  mv "$pkgdir/usr/share/doc/${PRODUCT.id}" "$pkgdir/usr/share/licenses/$pkgname"
}
`,
  }),
};

/** The manifests for package managers, by their paths: one for each whose files have digests. */
export const packageManifests = (sums: Sums): Record<string, string> =>
  Object.assign(
    {},
    ...[winget, homebrew, aur]
      .filter(({ needs }) => needs.every((name) => name in sums))
      .map((manager) => manager.files(sums)),
  );
