import { defineManifest } from '@crxjs/vite-plugin';

/** What the types leave out: a page that is isolated reads a finer clock. */
const ISOLATED = {
  cross_origin_embedder_policy: { value: 'require-corp' },
  cross_origin_opener_policy: { value: 'same-origin' },
};

/** An extension that may go every way: by itself, through an extension, and to the host. */
export const clientManifest = defineManifest({
  manifest_version: 3,
  name: 'Bench',
  version: '1.0.0',
  permissions: ['nativeMessaging'],
  host_permissions: ['http://127.0.0.1/*'],
  background: { service_worker: 'worker.ts', type: 'module' },
  ...ISOLATED,
});
