import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import { isoTime } from '../../shared/access/grant-json.ts';
import { openPairingWindow, PAIRING_WINDOW_MS, pairingWindowEnd } from '../grants/pairing-window.ts';
import type { CliContext } from './cli-context.ts';
import { grantWorld } from './find-grant.ts';

const MINUTES = PAIRING_WINDOW_MS / 60_000;

/** What the user does while the pairing window is open. */
const NEXT = `Open the Ollama Turnkey extension and click “Pair this browser” within ${MINUTES} minutes.`;

/** Opens the pairing window, and says what to click unless the output is JSON. Resolves with its end in ISO 8601. */
export const openWindow = async ({ json }: { json?: boolean }, context: CliContext): Promise<string> => {
  const until = await openPairingWindow(grantWorld(context));
  if (!json) context.explain(NEXT);
  return isoTime(until) as string;
};

const LOOK_MS = 1000;

/** Waits until the window is closed, which a pairing does. For the menu entries of packages, whose terminal stays open. */
const waitForPairing = async (until: string, { store, now, explain }: CliContext): Promise<void> => {
  while ((await pairingWindowEnd(store(), now())) !== undefined) await setTimeout(LOOK_MS);
  explain(now() < Date.parse(until) ? 'The browser is paired.' : 'The time is over. No browser was paired.');
};

/** `pair`: lets one browser be paired with a click. */
export const addPairCommand = (program: Command, context: CliContext): void => {
  program
    .command('pair')
    .description(`for ${MINUTES} minutes, let one browser be paired with a click instead of a key`)
    .option('--json', 'print JSON: until')
    .option('--wait', 'wait until a browser is paired or the time is over')
    .action(async (flags: { json?: boolean; wait?: boolean }) => {
      const until = await openWindow(flags, context);
      if (flags.json) context.print(JSON.stringify({ until }, null, 2));
      if (flags.wait) await waitForPairing(until, context);
    });
};
