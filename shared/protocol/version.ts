/** A range of protocol versions. */
export interface VersionRange {
  readonly min: number;
  readonly max: number;
}

/** The versions that this build supports. Raise `max` with each incompatible change, `min` when support is dropped. */
export const PROTOCOL: VersionRange = { min: 1, max: 1 };

/** The result of {@link negotiate}. */
export type Negotiation = { readonly version: number } | { readonly outdated: 'host' | 'client' };

/** The newest version that both sides support, or the side that is too old. */
export const negotiate = (host: VersionRange, client: VersionRange): Negotiation => {
  const version = Math.min(host.max, client.max);
  if (version >= host.min && version >= client.min) return { version };
  return { outdated: host.max < client.min ? 'host' : 'client' };
};
