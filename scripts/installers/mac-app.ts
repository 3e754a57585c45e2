import { PRODUCT } from './product.ts';
import { zipFiles } from './zip-files.ts';

/** The property list of the app. `LSUIElement`: it has no window and no icon in the Dock. */
const infoPlist = (): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>CFBundleDevelopmentRegion</key><string>en</string>
  <key>CFBundleExecutable</key><string>${PRODUCT.id}</string>
  <key>CFBundleIdentifier</key><string>${PRODUCT.bundleId}</string>
  <key>CFBundleInfoDictionaryVersion</key><string>6.0</string>
  <key>CFBundleName</key><string>${PRODUCT.name}</string>
  <key>CFBundlePackageType</key><string>APPL</string>
  <key>CFBundleShortVersionString</key><string>${PRODUCT.version}</string>
  <key>CFBundleVersion</key><string>${PRODUCT.version}</string>
  <key>LSMinimumSystemVersion</key><string>13.0</string>
  <key>LSUIElement</key><true/>
</dict>
</plist>
`;

/**
 * The app for macOS as a zip. Opening it runs `install-host`, which copies the executable out of the app and opens the
 * installation page, so that the app can be deleted afterwards.
 */
export const macApp = (executable: Uint8Array, licence: string): Uint8Array => {
  const contents = `${PRODUCT.name}.app/Contents`;
  const text = (value: string) => new TextEncoder().encode(value);
  return zipFiles([
    { name: `${contents}/Info.plist`, bytes: text(infoPlist()), mode: 0o644 },
    { name: `${contents}/MacOS/${PRODUCT.id}`, bytes: executable, mode: 0o755 },
    { name: `${contents}/Resources/LICENSE`, bytes: text(licence), mode: 0o644 },
  ]);
};
