import { writeSbom } from './sbom/write-sbom.ts';
import { writeSdkPackage } from './sdk-package/write-sdk-package.ts';

/**
 * Builds everything: the host, the SDK and the package that has it alone, both extensions for both browser families, and
 * the bill of materials.
 */
const host = await import('../native-host/build.ts');
const sdk = await import('../extension/sdk/build.ts');
const extensions = await import('../extension/build.ts');

await writeSdkPackage();
await writeSbom(new Set([host, sdk, extensions].flatMap(({ bundled }) => [...bundled.keys()])));
