import { expect } from 'vitest';
import type { Case } from './case.ts';
import { normalise } from './normalise.ts';
import type { Clients } from './open-clients.ts';
import { type Observed, runCase } from './run-case.ts';
import type { Servers } from './servers.ts';

/** How a case ended, without the texts. */
const kindOf = ({ calls, error }: Observed) => ({
  statuses: calls.map(({ status }) => status),
  error: (error as { name?: string } | undefined)?.name,
});

/** Runs a case with plain fetch and with Turnkey, and expects the same. Returns the transcript of plain fetch. */
export const compare = async (clients: Clients, servers: Servers, each: Case): Promise<Observed> => {
  const { plain, turnkey, models } = servers;
  // The authority of Turnkey's URLs is virtual, so both sides can use the same.
  const how = { base: plain.url, models, key: clients.key };
  const wanted = await runCase(clients.page, each, { ...how, side: 'plain' }, plain.standIn);
  const got = await runCase(clients.page, each, { ...how, side: 'turnkey' }, turnkey.standIn);
  const view = each.refused ? kindOf : normalise;
  expect(view(got)).toEqual(view(wanted));
  return wanted;
};

/** Checks how a case ended, since two sides that fail in the same way are equal too. */
export const expectEnd = ({ error }: Observed, { throws }: Case): void =>
  expect((error as { name?: string } | undefined)?.name).toBe(throws);
