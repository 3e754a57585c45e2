import { CredentialError, type CredentialNote, type CredentialPlace, type Vault } from './credential.ts';

/** The vaults that can store a credential, best first. */
export type Vaults = readonly Vault[];

const causeOf = (error: unknown): string =>
  error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : 'unknown error';

/** Where a secret was stored. */
export interface Kept {
  readonly kept: CredentialPlace;
  /** Better vaults that failed, with the reason. */
  readonly passedOver: readonly { readonly place: CredentialPlace; readonly why: string }[];
}

/** Stores a secret in the first vault that accepts it, and removes it from the others. Throws a CredentialError. */
export const keepCredential = async (base: string, secret: string, vaults: Vaults): Promise<Kept> => {
  const passedOver: { place: CredentialPlace; why: string }[] = [];
  for (const vault of vaults) {
    try {
      await vault.write(base, secret);
    } catch (error) {
      passedOver.push({ place: vault.place, why: causeOf(error).replaceAll(secret, '…') });
      continue;
    }
    for (const other of vaults) if (other !== vault) await other.remove(base).catch(() => {});
    return { kept: vault.place, passedOver };
  }
  const why = passedOver.map(({ place, why: cause }) => `${place}: ${cause}`).join('; ');
  throw new CredentialError(`The credential could not be stored (${why}).`);
};

/** Deletes the secret of an address from all vaults. Throws a CredentialError if the vault that has it fails. */
export const forgetCredential = async ({ base, kept }: CredentialNote, vaults: Vaults): Promise<void> => {
  for (const vault of vaults) {
    try {
      await vault.remove(base);
    } catch (error) {
      // A vault that never had it may be locked.
      if (vault.place !== kept) continue;
      throw new CredentialError(`The credential could not be deleted from the ${kept} (${causeOf(error)}).`);
    }
  }
};

/** Reads the secret that a note refers to. Throws a CredentialError if it is unavailable. */
export const recallCredential = async ({ base, kept }: CredentialNote, vaults: Vaults): Promise<string> => {
  const missing = (why: string) =>
    new CredentialError(`The credential for Ollama at ${base} cannot be read from the ${kept} (${why}).`);
  const vault = vaults.find(({ place }) => place === kept);
  if (!vault) throw missing('it is not available');
  let secret: string | undefined;
  try {
    secret = await vault.read(base);
  } catch (error) {
    throw missing(causeOf(error));
  }
  if (secret === undefined) throw missing('there is none');
  return secret;
};
