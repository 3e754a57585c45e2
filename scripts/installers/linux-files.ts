import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PACKAGE_MARKER } from '../../native-host/platform/installed-data.ts';
import { PRODUCT } from './product.ts';
import { type PackageFile, systemManifests } from './system-manifests.ts';

const ICON = fileURLToPath(new URL('../../extension/companion/icons/icon.svg', import.meta.url));

const FOLDER = `/usr/lib/${PRODUCT.id}`;

/** Where packages for Linux put the executable. */
export const LINUX_PROGRAM = `${FOLDER}/${PRODUCT.id}`;

/**
 * The menu entry that opens the pairing window again: the first one is open for fifteen minutes only.
 * https://specifications.freedesktop.org/desktop-entry-spec/1.5/
 */
export const pairEntry = (): string => `[Desktop Entry]
Type=Application
Name=${PRODUCT.name}: pair a browser
Comment=Lets one browser be paired with a click, for fifteen minutes
Exec=${PRODUCT.id} pair --wait
Icon=${PRODUCT.id}
Terminal=true
Categories=Network;
`;

/**
 * The files of a package for Linux besides the executable.
 * @param lib64 whether the system of the package has `/usr/lib64`, where some builds of Firefox look
 */
export const linuxFiles = async (copyright: string, lib64: boolean): Promise<readonly PackageFile[]> => [
  ...systemManifests(LINUX_PROGRAM, lib64 ? ['/usr/lib64'] : []),
  { path: `${FOLDER}/${PACKAGE_MARKER}`, text: '' },
  { path: `/usr/share/applications/${PRODUCT.id}-pair.desktop`, text: pairEntry() },
  { path: `/usr/share/icons/hicolor/scalable/apps/${PRODUCT.id}.svg`, text: await readFile(ICON, 'utf8') },
  { path: `/usr/share/doc/${PRODUCT.id}/copyright`, text: copyright },
];
