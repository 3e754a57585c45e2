import { CredentialError, type CredentialNote, type CredentialPlace, type Vault } from './credential.ts';

/** Where a credential can be kept, the better place first. */
export type Vaults = readonly Vault[];

const causeOf = (error: unknown): string =>
  error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : 'unknown error';

interface Kept {
  readonly kept: CredentialPlace;
  /** Why a better place did not take it. */
  readonly passedOver: readonly { readonly place: CredentialPlace; readonly why: string }[];
}

/** Keeps the secret of an address in the first place that takes it, and in no other. */
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
  throw new CredentialError(`The credential could not be kept (${why}).`);
};

/** Forgets the secret of an address. Throws a CredentialError where it stays in the place that keeps it. */
export const forgetCredential = async ({ base, kept }: CredentialNote, vaults: Vaults): Promise<void> => {
  for (const vault of vaults) {
    try {
      await vault.remove(base);
    } catch (error) {
      // A place that never had it need not be open.
      if (vault.place !== kept) continue;
      throw new CredentialError(`The credential stays in the ${kept} (${causeOf(error)}).`);
    }
  }
};

/** The secret that a note stands for. Throws a CredentialError where it can't be had. */
export const recallCredential = async ({ base, kept }: CredentialNote, vaults: Vaults): Promise<string> => {
  const missing = (why: string) =>
    new CredentialError(`The credential for Ollama at ${base} cannot be had from the ${kept} (${why}).`);
  const vault = vaults.find(({ place }) => place === kept);
  if (!vault) throw missing('it is not at hand');
  let secret: string | undefined;
  try {
    secret = await vault.read(base);
  } catch (error) {
    throw missing(causeOf(error));
  }
  if (secret === undefined) throw missing('there is none');
  return secret;
};
