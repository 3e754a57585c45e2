import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { credentialOf } from '../../credential/credential.ts';
import { UserError } from '../../errors/user-error.ts';
import { serverUrl } from '../../http/host-name.ts';
import { createRelay } from '../../relay/relay.ts';
import { isLoopback, isLoopbackName } from '../../upstream/is-loopback.ts';
import { cannotListen } from '../cannot-listen.ts';
import { untilSignal } from '../until-signal.ts';
import { checkServer } from './check-server.ts';
import { createForwarder } from './forwarder.ts';

/** More connections than the programs of one user open. */
const MAX_CONNECTIONS = 512;

interface ConnectSettings {
  /** The address of a `serve`, without a trailing slash. */
  readonly base: string;
  readonly key: string;
  readonly listen: { readonly host: string; readonly port: number };
}

/**
 * Listens on a loopback address for programs that cannot send a key, and passes their requests to a `serve` with the key.
 * Runs until the process receives SIGINT or SIGTERM. Throws a UserError if it must not or cannot start.
 */
export const runConnect = async (
  explain: (line: string) => void,
  { base, key, listen }: ConnectSettings,
): Promise<void> => {
  if (!isLoopbackName(listen.host)) {
    throw new UserError(
      `Everybody who can reach ${listen.host} could use your key.`,
      'Use a loopback address: --listen 127.0.0.1:PORT.',
    );
  }
  const credential = credentialOf({ header: null }, key);
  const relay = createRelay(base, async () => credential);
  try {
    if (base.startsWith('http:') && !isLoopback(base)) {
      explain('The key is sent unencrypted. Use https if you can.');
    }
    explain(await checkServer(relay, base));
    // A model may take minutes to load, and a blob to arrive.
    const server = createServer({ requestTimeout: 0 }, createForwarder(relay, base));
    server.maxConnections = MAX_CONNECTIONS;
    server.listen(listen.port, listen.host);
    await once(server, 'listening').catch(cannotListen(listen, '--listen'));
    const { address, port } = server.address() as AddressInfo;
    const url = serverUrl(address, port);
    explain(`Listening on ${url} for ${base}, without a key. Every program of this computer can use it.`);
    const closed = once(server, 'close');
    await untilSignal(
      process,
      {
        async close() {
          server.close();
          server.closeIdleConnections();
          await closed;
        },
        destroy: () => server.closeAllConnections(),
      },
      explain,
    );
  } finally {
    relay.close();
  }
};
