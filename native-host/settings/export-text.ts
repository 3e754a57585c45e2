import type { GrantRecord, StoreContents } from '../store/store-contents.ts';

/** The settings that are exported: what the owner chose. None has a secret. */
const EXPORTED = new Set(['upstream', 'upstreamCredential', 'defaultDuration']);

const withoutDigests = ({ digest: _, oldDigest: __, oldDigestUntil: ___, ...grant }: GrantRecord) => grant;

/**
 * All that is stored as JSON text: permissions, denials, settings, usage and audit, never a secret or its digest.
 * @param now milliseconds since the epoch
 */
export const exportText = (
  { grants, settings, ...rest }: StoreContents,
  { version, now }: { readonly version: string; readonly now: number },
): string =>
  JSON.stringify(
    {
      ...{ product: 'Ollama Turnkey', version, exportedAt: new Date(now).toISOString() },
      grants: grants.map(withoutDigests),
      settings: settings.filter(({ key }) => EXPORTED.has(key)),
      ...rest,
    },
    null,
    2,
  );
