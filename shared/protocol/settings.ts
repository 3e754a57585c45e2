import type { Problem } from '../errors/problem.ts';
import type { Duration } from './calls.ts';

/** What is stored of the credential for Ollama. The secret itself never leaves the host. */
interface CredentialInfo {
  /** The header that carries it. Null: `Authorization: Bearer`. */
  readonly header: string | null;
  readonly kept: 'keyring' | 'file';
}

/** The address of Ollama. */
export interface UpstreamInfo {
  readonly address: string;
  /** Where it was set. */
  readonly from: 'configured' | 'OLLAMA_HOST' | 'default';
  readonly credential: CredentialInfo | null;
}

/** A secret for Ollama, and the header that carries it. Null: `Authorization: Bearer`. */
export interface CredentialInput {
  readonly secret: string;
  readonly header: string | null;
}

/**
 * Why a setting was not stored: an address or a credential that cannot be right, a server that does not answer, one that
 * refuses the credential, one that is not Ollama, or a credential that could not be stored.
 */
export type UpstreamFault = 'address' | 'secret' | 'header' | 'unreachable' | 'rejected' | 'other' | 'vault';

/** The settings afterwards, or why nothing was changed. */
export type UpstreamResult =
  | { readonly changed: true; readonly upstream: UpstreamInfo }
  | { readonly changed: false; readonly fault: UpstreamFault; readonly problem?: Problem | undefined };

/** The settings of the owner that the host stores. */
export interface OwnerSettings {
  /** What the approval window offers first. */
  readonly duration: Duration;
}

/** A part of the exported data: JSON text from one offset to the next. `next` is null at the end. */
export interface ExportPart {
  readonly text: string;
  readonly next: number | null;
}

/** What is erased: what was counted, or all permissions too. */
export type Erasure = 'usage' | 'everything';
