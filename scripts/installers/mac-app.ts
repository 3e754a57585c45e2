import { type Zippable, zipSync } from 'fflate';
import { PRODUCT } from './product.ts';

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

/** The attributes of a regular file with this mode, as zip stores them for Unix. */
const unix = (mode: number) => ({ os: 3, attrs: (0o100000 | mode) << 16 }) as const;

/** The first time that a zip can state, as local time: zips have no time zone. */
const mtime = new Date(1980, 0, 1);

/**
 * The app for macOS as a zip. Opening it runs `install-host`, which copies the executable out of the app and opens the
 * installation page, so that the app can be deleted afterwards.
 */
export const macApp = (executable: Uint8Array, licence: string): Uint8Array => {
  const contents = `${PRODUCT.name}.app/Contents`;
  const text = (value: string) => new TextEncoder().encode(value);
  const files: Zippable = {
    [`${contents}/Info.plist`]: [text(infoPlist()), unix(0o644)],
    [`${contents}/MacOS/${PRODUCT.id}`]: [executable, unix(0o755)],
    [`${contents}/Resources/LICENSE`]: [text(licence), unix(0o644)],
  };
  return zipSync(files, { level: 6, mtime });
};
