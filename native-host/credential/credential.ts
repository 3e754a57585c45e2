/** What Ollama, or the proxy before it, asks of whoever calls: a header that goes to its address and nowhere else. */
export interface Credential {
  readonly header: string;
  readonly value: string;
}

/** What is noted in the store of a credential: never the credential. */
export interface CredentialNote {
  /** The address that it belongs to: with another one it is not used. */
  readonly base: string;
  /** Header that carries it as it is; null: `Authorization: Bearer`. */
  readonly header: string | null;
  readonly kept: CredentialPlace;
}

export type CredentialPlace = 'keyring' | 'file';

/** A place that keeps the credential of an address. Every method may throw; no message holds a secret. */
export interface Vault {
  readonly place: CredentialPlace;
  /** Undefined where it keeps none for the address. */
  read(base: string): Promise<string | undefined>;
  write(base: string, secret: string): Promise<void>;
  /** Does nothing where there is none. */
  remove(base: string): Promise<void>;
}

/** Name of the note among the settings. */
export const CREDENTIAL_SETTING = 'upstreamCredential';

/** The credential can't be had. The message names the address and the place, never what is kept there. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError';
  readonly code = 'credential_unavailable';
}

/** The note as it was written, for the address in use; undefined for none, or for one of another address. */
export const readNote = (text: string | undefined, base: string): CredentialNote | undefined => {
  if (text === undefined) return undefined;
  try {
    const note = JSON.parse(text) as CredentialNote;
    return note.base === base && ['keyring', 'file'].includes(note.kept) ? note : undefined;
  } catch {
    return undefined;
  }
};

/** Headers that say how a message travels, or to whom: none of them carries a credential. */
const OURS = new Set([
  'accept',
  'connection',
  'content-length',
  'content-type',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Whether a credential may travel in this header: a token of RFC 9110 that has no other meaning here. */
export const isCredentialHeader = (name: string): boolean =>
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/.test(name) && !OURS.has(name.toLowerCase());

/** Whether a text can be a credential: one word of visible ASCII. */
export const isSecret = (text: string): boolean => /^[\x21-\x7e]{1,4096}$/.test(text);

/** The header that carries a secret. */
export const credentialOf = ({ header }: Pick<CredentialNote, 'header'>, secret: string): Credential =>
  header === null ? { header: 'authorization', value: `Bearer ${secret}` } : { header, value: secret };
