import { afterAll, beforeAll, describe, test } from 'vitest';
import { TARGETS } from '../../extension/targets.ts';
import { CASES, DOWN } from './cases/all-cases.ts';
import { compare, expectEnd } from './compare.ts';
import { type Clients, openClients } from './open-clients.ts';
import { type Servers, startServers } from './servers.ts';

/** Each client with plain fetch and a server that accepts extensions, and with Turnkey and one that rejects them. */
describe.each(TARGETS)('in %s', (target) => {
  let servers: Servers;
  let clients: Clients;

  beforeAll(async () => {
    servers = await startServers();
    clients = await openClients(target, servers.turnkey.url);
  });
  afterAll(async () => {
    await clients.end();
    await servers.stop();
  });

  test.each(CASES)('$name', async (each) => expectEnd(await compare(clients, servers, each), each));

  describe('without a server', () => {
    beforeAll(() => servers.stop());

    test.each(DOWN)('$name', async (each) => {
      const { plain, turnkey, models, stop } = servers;
      const gone = { plain: { url: plain.url }, turnkey: { url: turnkey.url }, models, stop };
      expectEnd(await compare(clients, gone, each), each);
    });
  });
});
