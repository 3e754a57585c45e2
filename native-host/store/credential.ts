import type { Credential } from './contract.ts';
import type { GrantRecord } from './store-contents.ts';

/** A credential from the row of a grant. */
export const toCredential = ({ digest, oldDigest, oldDigestUntil, ...grant }: GrantRecord): Credential => ({
  grant,
  digest,
  old: oldDigest && { digest: oldDigest, until: oldDigestUntil ?? 0 },
});
