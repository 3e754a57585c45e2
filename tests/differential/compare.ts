import { expect } from 'vitest';
import type { Case } from './case.ts';
import { normalise } from './normalise.ts';
import type { Clients } from './open-clients.ts';
import { type Observed, runCase } from './run-case.ts';
import type { Servers } from './servers.ts';

/** How it ended, whatever the words. */
const kindOf = ({ calls, error }: Observed) => ({
  statuses: calls.map(({ status }) => status),
  error: (error as { name?: string } | undefined)?.name,
});

/** Runs a case with plain fetch and with Turnkey's, and expects the same of both. Gives the plain transcript. */
export const compare = async (clients: Clients, servers: Servers, each: Case): Promise<Observed> => {
  const { plain, turnkey, models } = servers;
  // The authority of Turnkey's address is virtual, so both sides can name the same.
  const how = { base: plain.url, models, key: clients.key };
  const wanted = await runCase(clients.page, each, { ...how, side: 'plain' }, plain.standIn);
  const got = await runCase(clients.page, each, { ...how, side: 'turnkey' }, turnkey.standIn);
  const view = each.refused ? kindOf : normalise;
  expect(view(got)).toEqual(view(wanted));
  return wanted;
};

/** Two sides that fail alike would be equal as well: this says how a case has to end. */
export const expectEnd = ({ error }: Observed, { throws }: Case): void =>
  expect((error as { name?: string } | undefined)?.name).toBe(throws);
