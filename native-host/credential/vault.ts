import type { CredentialPlace } from './credential.ts';

/** A place that keeps the credential of an address. Every method may throw; no message holds a secret. */
export interface Vault {
  readonly place: CredentialPlace;
  /** Undefined where it keeps none for the address. */
  read(base: string): Promise<string | undefined>;
  write(base: string, secret: string): Promise<void>;
  /** Does nothing where there is none. */
  remove(base: string): Promise<void>;
}
