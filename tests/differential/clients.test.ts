import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TARGETS } from '../../extension/targets.ts';
import type { Case } from './case.ts';
import { CASES, DOWN } from './cases/all-cases.ts';
import { normalise } from './normalise.ts';
import { type Clients, openClients } from './open-clients.ts';
import { type Observed, runCase } from './run-case.ts';
import { type Servers, startServers } from './servers.ts';

/** How it ended, whatever the words. */
const kindOf = ({ calls, error }: Observed) => ({
  statuses: calls.map(({ status }) => status),
  error: (error as { name?: string } | undefined)?.name,
});

/** The clients with plain fetch and a server that lets extensions in, and with Turnkey and one that does not. */
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

  const compare = async (each: Case, running = true) => {
    const { plain, turnkey, models } = servers;
    const how = { base: plain.url, models, key: clients.key };
    const server = (standIn: typeof plain.standIn) => (running ? standIn : undefined);
    const wanted = await runCase(clients.page, each, { ...how, side: 'plain' }, server(plain.standIn));
    const got = await runCase(clients.page, each, { ...how, side: 'turnkey' }, server(turnkey.standIn));
    const view = each.refused ? kindOf : normalise;
    expect(view(got)).toEqual(view(wanted));
    // Two sides that fail alike would be equal as well.
    const { name } = (wanted.error ?? {}) as { name?: string };
    expect(name).toBe(each.throws);
  };

  test.each(CASES)('$name', (each) => compare(each));

  describe('without a server', () => {
    beforeAll(() => servers.stop());
    test.each(DOWN)('$name', (each) => compare(each, false));
  });
});
