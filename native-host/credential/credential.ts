/** A header that Ollama, or a proxy in front of it, requires. It is sent to its address only. */
export interface Credential {
  readonly header: string;
  readonly value: string;
}

/** What the store contains about a credential: never the secret. */
export interface CredentialNote {
  /** The address that it is for. It is not sent to any other. */
  readonly base: string;
  /** Header whose value is the secret. Null: `Authorization: Bearer`. */
  readonly header: string | null;
  readonly kept: CredentialPlace;
}

export type CredentialPlace = 'keyring' | 'file';

/** Stores the credential of an address. Every method may reject; no message contains a secret. */
export interface Vault {
  readonly place: CredentialPlace;
  /** Undefined if there is none for the address. */
  read(base: string): Promise<string | undefined>;
  write(base: string, secret: string): Promise<void>;
  /** Does nothing if there is none. */
  remove(base: string): Promise<void>;
}

/** The setting that contains the note, as JSON. */
export const CREDENTIAL_SETTING = 'upstreamCredential';

/** The credential is unavailable. The message names the address and the place, never the secret. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError';
  readonly code = 'credential_unavailable';
}

/** Parses the note. Undefined if it is missing, invalid, or for another address. */
export const readNote = (text: string | undefined, base: string): CredentialNote | undefined => {
  if (text === undefined) return undefined;
  try {
    const note = JSON.parse(text) as CredentialNote;
    return note.base === base && ['keyring', 'file'].includes(note.kept) ? note : undefined;
  } catch {
    return undefined;
  }
};

/** Headers with another meaning, which cannot carry a credential. */
const RESERVED =
  /^(accept|connection|content-(length|type)|cookie|expect|host|keep-alive|origin|referer|te|trailer|transfer-encoding|upgrade)$/i;

/** Whether a credential may be sent in this header: a token (RFC 9110, section 5.6.2) that is not reserved. */
export const isCredentialHeader = (name: string): boolean =>
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/.test(name) && !RESERVED.test(name);

/** Whether a text can be a credential: up to 4096 characters of visible ASCII without spaces. */
export const isSecret = (text: string): boolean => /^[\x21-\x7e]{1,4096}$/.test(text);

/** The header for a secret. */
export const credentialOf = ({ header }: Pick<CredentialNote, 'header'>, secret: string): Credential =>
  header === null ? { header: 'authorization', value: `Bearer ${secret}` } : { header, value: secret };
