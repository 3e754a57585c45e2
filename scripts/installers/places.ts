import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEBIAN_ARCH } from './build-deb.ts';
import { TAR_COMPRESSION } from './compression.ts';
import { PRODUCT } from './product.ts';

/** Folder of the installers. */
export const INSTALLERS = fileURLToPath(new URL('../../dist/installers/', import.meta.url));

/** Folder of the packages that tests use. */
const TEST_PACKAGES = fileURLToPath(new URL('../../dist/test-packages/', import.meta.url));

/** The target of the packages that tests use. */
export const TEST_TARGET = 'linux-x64';

/** The Debian package that tests install. */
export const TEST_DEB = join(
  TEST_PACKAGES,
  `${PRODUCT.id}_${PRODUCT.version}_${DEBIAN_ARCH[TEST_TARGET]}.deb`,
);

/** The archive that tests unpack, without the end of its name. */
export const TEST_TAR_BASE = join(TEST_PACKAGES, `${PRODUCT.id}-${PRODUCT.version}-${TEST_TARGET}`);

/** The archive that tests unpack. */
export const TEST_TAR = `${TEST_TAR_BASE}.${TAR_COMPRESSION.zstd.end}`;

/** A bare Debian 12, in which tests install the packages. It is kept from one run to the next. */
export const DEBIAN_ROOT = fileURLToPath(
  new URL('../../node_modules/.cache/debian/bookworm', import.meta.url),
);
