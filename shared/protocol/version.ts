/** A range of protocol versions that one side speaks. */
export interface VersionRange {
  readonly min: number;
  readonly max: number;
}

/** What this build speaks. Raise `max` with every incompatible message, `min` when the old one is dropped. */
export const PROTOCOL: VersionRange = { min: 1, max: 1 };

export type Negotiation = { readonly version: number } | { readonly outdated: 'host' | 'client' };

/** The newest version that both sides speak, or which of them is too old. */
export const negotiate = (host: VersionRange, client: VersionRange): Negotiation => {
  const version = Math.min(host.max, client.max);
  if (version >= host.min && version >= client.min) return { version };
  return { outdated: host.max < client.min ? 'host' : 'client' };
};
