import { plainName } from '../../shared/access/grant-name.ts';
import { iconUrl } from './claimed-icon.ts';

/** What connected extensions say about themselves. None of it is verified. */
export interface Claims {
  /** The sanitized name; undefined if the extension claims none. */
  nameOf(caller: string): string | undefined;
  /** The icon as a data URL; undefined if the extension has sent none. */
  iconOf(caller: string): string | undefined;
  setName(caller: string, name: string): void;
  /** `base64`: a PNG file. False if it is not accepted. */
  setIcon(caller: string, base64: string): boolean;
}

/** The number of extensions whose claims are kept, the most recently connected ones. */
export const MAX_CLAIMS = 64;

interface Claim {
  readonly name?: string;
  readonly icon?: string;
}

/** Keeps claims in memory: each connection repeats them. */
export const createClaims = (): Claims => {
  const claims = new Map<string, Claim>();

  const set = (caller: string, claim: Claim) => {
    const before = claims.get(caller);
    // Moves the caller to the end, as the most recent one.
    claims.delete(caller);
    claims.set(caller, { ...before, ...claim });
    const [oldest] = claims.keys();
    if (claims.size > MAX_CLAIMS && oldest !== undefined) claims.delete(oldest);
  };

  return {
    // Sanitized on use, because most connections need no name.
    nameOf: (caller) => plainName(claims.get(caller)?.name ?? '') ?? undefined,
    iconOf: (caller) => claims.get(caller)?.icon,
    setName: (caller, name) => set(caller, { name }),
    setIcon(caller, base64) {
      const icon = iconUrl(base64);
      if (icon !== undefined) set(caller, { icon });
      return icon !== undefined;
    },
  };
};
