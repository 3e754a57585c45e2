import { createCredentialSource } from '../credential/credential-source.ts';
import { createUpstreamGroup, type MemberHealth } from '../relay/group/upstream-group.ts';
import { createRelay, type Relay } from '../relay/relay.ts';
import { connectableBase } from '../upstream/resolve-upstream.ts';
import { shownAddress } from '../upstream/shown-address.ts';

/** The Ollamas that `serve` relays to, as one. */
export interface Upstreams {
  readonly relay: Relay;
  /** For messages. */
  readonly address: string;
  /** The state of each upstream; undefined for a single one that is not watched. */
  readonly health: (() => readonly MemberHealth[]) | undefined;
}

/** The arguments of `createCredentialSource` after the address. */
type Credentials = typeof createCredentialSource extends (base: string, ...rest: infer Rest) => unknown
  ? Rest
  : never;

interface Options {
  /** Written as for `OLLAMA_HOST`, at least one. */
  readonly addresses: readonly string[];
  /** Where credentials are stored. Each belongs to one address and is sent to that address only. */
  readonly credentials: Credentials;
  /** Whether to check the health of a single upstream too. */
  readonly watched: boolean;
}

/** Opens the relay to one Ollama, or to several that are used as one. */
export const openUpstreams = ({ addresses, credentials, watched }: Options): Upstreams => {
  const bases = [...new Set(addresses.map(connectableBase))];
  const members = bases.map((base) => ({
    base,
    relay: createRelay(base, createCredentialSource(base, ...credentials)),
  }));
  const address = bases.map(shownAddress).join(', ');
  const [one] = members;
  if (one && members.length === 1 && !watched) return { relay: one.relay, address, health: undefined };
  const group = createUpstreamGroup({ members });
  const health = () => group.health().map((each) => ({ ...each, base: shownAddress(each.base) }));
  return { relay: group, address, health };
};
