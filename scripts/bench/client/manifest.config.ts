import { defineManifest } from '@crxjs/vite-plugin';

/** Manifest keys that the types lack. Cross-origin isolation gives the page a clock of higher resolution. */
const ISOLATED = {
  cross_origin_embedder_policy: { value: 'require-corp' },
  cross_origin_opener_policy: { value: 'same-origin' },
};

/** The bench's extension, which may reach Ollama directly, through the companion, and through the host. */
export const clientManifest = defineManifest({
  manifest_version: 3,
  name: 'Bench',
  version: '1.0.0',
  permissions: ['nativeMessaging'],
  host_permissions: ['http://127.0.0.1/*'],
  background: { service_worker: 'worker.ts', type: 'module' },
  ...ISOLATED,
});
