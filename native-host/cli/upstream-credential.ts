import { CREDENTIAL_SETTING, type CredentialNote } from '../credential/credential.ts';
import { keepCredential } from '../credential/keep-credential.ts';
import { placeKeyring } from '../credential/place-keyring.ts';
import { vaultsOf } from '../credential/vaults.ts';
import type { CliContext } from './cli-context.ts';

interface How {
  readonly header?: string | undefined;
  readonly keyring: boolean;
}

/** Stores a credential for an address, in the keyring if wanted and available, else in a file. Says where. */
export const setCredential = async (
  base: string,
  secret: string,
  { header, keyring }: How,
  { data, store, explain }: CliContext,
): Promise<void> => {
  if (keyring) await placeKeyring(data);
  const vaults = vaultsOf(data).filter(({ place }) => keyring || place === 'file');
  const { kept, passedOver } = await keepCredential(base, secret, vaults);
  const note: CredentialNote = { base, header: header ?? null, kept };
  await store().settings.set(CREDENTIAL_SETTING, JSON.stringify(note));
  for (const { place, why } of passedOver) explain(`The ${place} did not store the credential: ${why}.`);
  explain(`The credential is stored in ${PLACES[kept]}.`);
};

const PLACES: Record<CredentialNote['kept'], string> = {
  keyring: 'the keyring of this computer',
  file: 'a file that only you can read: turnkey.credential in the Turnkey folder',
};
