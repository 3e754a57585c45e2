import { DAY_MS } from '../../../shared/time.ts';
import { found, passed } from '../finding.ts';
import type { CheckEntry } from './check.ts';

/** Milliseconds without a start by the companion, after which it may be disabled. */
const SILENCE_MS = 30 * DAY_MS;

/** Whether the companion has started the host lately: the host cannot see the extensions of a browser. */
export const COMPANION: readonly CheckEntry[] = [
  {
    ...{ id: 'browsers.companion', group: 'browsers', name: 'Browsers', evenAfterError: true },
    async run({ world }, subject) {
      const times = world
        .starts()
        .filter(({ caller }) => caller === 'companion')
        .map(({ at }) => Date.parse(at))
        .filter((time) => time > world.now() - SILENCE_MS);
      const last = Math.max(...times);
      return [
        times.length > 0
          ? passed(subject, `the extension started the app on ${new Date(last).toISOString().slice(0, 10)}`)
          : found(subject, 'companion_silent'),
      ];
    },
  },
];
