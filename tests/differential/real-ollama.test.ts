import { afterAll, beforeAll, describe, test } from 'vitest';
import { TARGETS } from '../../extension/targets.ts';
import { PATIENCE } from '../conformance/real-server.ts';
import { CASES } from './cases/all-cases.ts';
import { compare } from './compare.ts';
import { type Clients, openClients } from './open-clients.ts';
import { findRealServers, type Servers } from './servers.ts';

const { OLLAMA_HOST: host = '' } = process.env;

/** The same with a real Ollama. */
describe.skipIf(host === '').each(TARGETS)(
  'with a real Ollama (needs OLLAMA_HOST), in %s',
  PATIENCE,
  (target) => {
    let servers: Servers;
    let clients: Clients;

    beforeAll(async () => {
      servers = await findRealServers(host);
      clients = await openClients(target, servers.turnkey.url);
    });
    afterAll(async () => {
      await clients?.end();
      await servers?.stop();
    });

    test.each(CASES.filter(({ standInOnly }) => standInOnly === undefined))('$name', async (each) => {
      await compare(clients, servers, each);
    });
  },
);
