import type { BlockList } from 'node:net';
import { forwardedHops } from './forwarded-hops.ts';
import { isListed, plainAddress } from './networks.ts';
import type { RequestHead } from './request-head.ts';

/** The refusal of a client from a network that may not use the server. */
export const NETWORK_REFUSED = {
  code: 'network_not_allowed',
  message: 'This server accepts no requests from this network.',
} as const;

/** What is configured about the addresses of clients. It may change while `serve` runs. */
export interface ClientRules {
  /** The networks that may use the server. @default all */
  readonly networks?: BlockList | undefined;
  /** The proxies that name the clients that they pass on. @default none */
  readonly trustProxy?: BlockList | undefined;
}

/** Knows the addresses of clients, and which of them may use the server. */
export interface Clients {
  /** Whether a connection from this address is accepted. Clients behind a proxy are checked with each request. */
  mayConnect(peer: string | undefined): boolean;
  /** The address of the client that sent a request; undefined if its connection has ended. */
  addressOf(
    peer: string | undefined,
    head: Pick<RequestHead, 'forwardedFor' | 'forwarded'>,
  ): string | undefined;
  /** Whether a client at this address may use the server. */
  isAllowed(address: string | undefined): boolean;
}

/**
 * The client is the last address, counted from this server, that no trusted proxy has: a client can write any address into
 * the header, but only to the left of those that the proxies add. If a proxy names none, the client is the proxy.
 */
export const createClients = (rules: () => ClientRules): Clients => {
  const isTrusted = (address: string | undefined): boolean => {
    const { trustProxy } = rules();
    return trustProxy !== undefined && isListed(trustProxy, address);
  };
  const isAllowed = (address: string | undefined): boolean => {
    const { networks } = rules();
    return networks === undefined || isListed(networks, address);
  };
  return {
    mayConnect: (peer) => isAllowed(peer) || isTrusted(peer),
    addressOf(peer, head) {
      let address = plainAddress(peer);
      if (!isTrusted(address)) return address;
      for (const hop of forwardedHops(head).toReversed()) {
        const before = plainAddress(hop);
        if (before === undefined) break;
        address = before;
        if (!isTrusted(address)) break;
      }
      return address;
    },
    isAllowed,
  };
};
