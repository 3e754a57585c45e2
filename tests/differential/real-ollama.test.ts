import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TARGETS } from '../../extension/targets.ts';
import { PATIENCE } from '../conformance/real-server.ts';
import { CASES } from './cases/all-cases.ts';
import { compare } from './compare.ts';
import { type Clients, openClients } from './open-clients.ts';
import { findRealServers, type Servers } from './servers.ts';

const { OLLAMA_HOST: host = '', OLLAMA_PERMISSIVE_HOST: permissive = host } = process.env;

/**
 * The same with a real Ollama. Plain fetch needs one that was started with
 * `OLLAMA_ORIGINS='chrome-extension://*,moz-extension://*'`; it may be the same.
 */
describe.skipIf(host === '').each(TARGETS)(
  'with a real Ollama (needs OLLAMA_HOST), in %s',
  PATIENCE,
  (target) => {
    let servers: Servers;
    let clients: Clients;

    beforeAll(async () => {
      servers = await findRealServers(host, permissive);
      clients = await openClients(target, servers.turnkey.url);
    });
    afterAll(() => clients?.end());

    test('the one for plain fetch lets extensions in', async () => {
      const headers = { Origin: 'chrome-extension://abc' };
      expect((await fetch(`${servers.plain.url}/api/version`, { headers })).status).toBe(200);
    });

    test.each(CASES.filter(({ standInOnly }) => standInOnly === undefined))('$name', async (each) => {
      await compare(clients, servers, each);
    });
  },
);
