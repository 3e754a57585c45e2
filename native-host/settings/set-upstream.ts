import { CREDENTIAL_SETTING, type CredentialNote } from '../credential/credential.ts';
import { forgetCredential, type Kept, keepCredential, type Vaults } from '../credential/keep-credential.ts';
import { audited } from '../grants/audited.ts';
import type { Settings, Store } from '../store/contract.ts';
import { resolveUpstream, type Upstream } from '../upstream/resolve-upstream.ts';
import { checkUpstream } from './check-upstream.ts';
import { credentialNote, forgetOtherCredential, isCredentialFor } from './credential-note.ts';

/** What a change of the settings needs. */
export interface SettingsWorld {
  readonly store: Store;
  now(): number;
  /** The vaults that can store a credential, best first. */
  vaults(): Vaults;
}

/** A secret for Ollama, and the header that carries it. Null: `Authorization: Bearer`. */
export interface NewCredential {
  readonly secret: string;
  readonly header: string | null;
  /** Whether to store it in a file even if there is a keyring. @default false */
  readonly fileOnly?: boolean;
}

/** The address that was set, as the host will use it, and where its credential was stored. */
export interface SetUpstream {
  readonly base: string;
  readonly stored?: Kept;
}

/** The address of Ollama in use, where it was set, and the note of its credential. */
export interface UpstreamSettings extends Upstream {
  readonly credential: CredentialNote | undefined;
}

/** Reads the address of Ollama and the note of its credential. @param env the value of OLLAMA_HOST */
export const readUpstream = async (
  settings: Settings,
  env: string | undefined,
): Promise<UpstreamSettings> => {
  const upstream = resolveUpstream(await settings.get('upstream'), env);
  return { ...upstream, credential: await credentialNote(settings, upstream.base) };
};

interface Change {
  /** The setting: an address, or null for OLLAMA_HOST or the default. */
  readonly text: string | null;
  /** The address that a credential is kept for; undefined: the credential is deleted. */
  readonly base: string | undefined;
  readonly note?: CredentialNote;
}

const keep = (base: string, { secret, fileOnly }: NewCredential, { vaults }: SettingsWorld): Promise<Kept> =>
  keepCredential(
    base,
    secret,
    vaults().filter(({ place }) => !fileOnly || place === 'file'),
  );

/** Changes the address, the note of a credential and the audit in one transaction. */
const change = ({ text, base, note }: Change, world: SettingsWorld): Promise<void> =>
  audited(world, async ({ settings }) => {
    await settings.set('upstream', text);
    if (note) await settings.set(CREDENTIAL_SETTING, JSON.stringify(note));
    else if (!(await isCredentialFor(settings, base))) await settings.set(CREDENTIAL_SETTING, null);
    return { result: undefined, audit: { act: 'upstream', subject: base ?? 'cleared' } };
  });

/**
 * Sets the address of Ollama, and its credential if there is one. The secret goes to a vault before the transaction, which
 * writes only where it is kept. Throws a UserError or a CredentialError.
 */
export const setUpstream = async (
  text: string,
  world: SettingsWorld,
  credential?: NewCredential,
): Promise<SetUpstream> => {
  const base = checkUpstream(text);
  // First, because the file keeps only one.
  await forgetOtherCredential(world.store.settings, base, world.vaults);
  if (!credential) {
    await change({ text, base }, world);
    return { base };
  }
  const stored = await keep(base, credential, world);
  await change({ text, base, note: { base, header: credential.header, kept: stored.kept } }, world);
  return { base, stored };
};

/** Clears the address of Ollama and its credential: OLLAMA_HOST or the default is used again. */
export const clearUpstream = async (world: SettingsWorld): Promise<void> => {
  await forgetOtherCredential(world.store.settings, undefined, world.vaults);
  await change({ text: null, base: undefined }, world);
};

/** Stores a credential for the address in use. Throws a CredentialError. */
export const setCredential = async (
  base: string,
  credential: NewCredential,
  world: SettingsWorld,
): Promise<void> => {
  const { kept } = await keep(base, credential, world);
  const note = JSON.stringify({ base, header: credential.header, kept } satisfies CredentialNote);
  await audited(world, async ({ settings }) => {
    await settings.set(CREDENTIAL_SETTING, note);
    return { result: undefined, audit: { act: 'credential', subject: base, detail: 'set' } };
  });
};

/** Deletes the credential of an address. Throws a CredentialError. False if there was none. */
export const removeCredential = async (base: string, world: SettingsWorld): Promise<boolean> => {
  const note = await credentialNote(world.store.settings, base);
  if (!note) return false;
  await forgetCredential(note, world.vaults());
  return audited(world, async ({ settings }) => {
    await settings.set(CREDENTIAL_SETTING, null);
    return { result: true, audit: { act: 'credential', subject: base, detail: 'removed' } };
  });
};
