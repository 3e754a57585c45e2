import type { AuditRecord } from '../../../shared/admin-api/schemas.ts';

/** What an act of the audit says. A newer `serve` may have others, which are shown by their name. */
const ACTS: Readonly<Record<string, string>> = {
  created: 'Created',
  imported: 'Imported',
  bound: 'Used first by an extension',
  allowed: 'Allowed',
  denied: 'Denied',
  undenied: 'Denial removed',
  changed: 'Changed',
  renamed: 'Renamed',
  rotated: 'Replaced by a new key',
  disabled: 'Disabled',
  enabled: 'Enabled',
  revoked: 'Revoked',
  restored: 'Revocation undone',
  stopped: 'Request stopped',
  paired: 'Browser paired',
  paused: 'Extensions paused',
  resumed: 'Extensions resumed',
  pairing: 'Pairing opened',
  upstream: 'Address of Ollama changed',
  credential: 'Credential for Ollama changed',
  settings: 'Settings changed',
  erased: 'Data erased',
  'model-pull': 'Model downloaded',
  'model-delete': 'Model deleted',
};

const textOf = (act: string): string => (Object.hasOwn(ACTS, act) ? (ACTS[act] as string) : act);

/** “Changed: limits, name”. */
export const actText = ({ act, detail }: Pick<AuditRecord, 'act' | 'detail'>): string =>
  detail === null ? textOf(act) : `${textOf(act)}: ${detail}`;
