import { writeSbom } from './sbom/write-sbom.ts';

/** Builds everything: the host, the SDK, both extensions for both browser families, and the bill of materials. */
const host = await import('../native-host/build.ts');
const sdk = await import('../extension/sdk/build.ts');
const extensions = await import('../extension/build.ts');

await writeSbom(new Set([host, sdk, extensions].flatMap(({ bundled }) => [...bundled.keys()])));
