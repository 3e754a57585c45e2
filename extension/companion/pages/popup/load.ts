import { dayOf } from '../../../../shared/access/usage.ts';
import { DAY_MS } from '../../../../shared/time.ts';
import { host } from '../shared/host.ts';
import { orIfUnknown } from '../shared/older-host.ts';
import type { Lists } from './model.ts';
import { peopleOf } from './people.ts';
import { todayRows } from './today.ts';

/** How long a closed prompt is shown, in milliseconds. The settings have all of them. */
const RECENT_MS = DAY_MS;

/** Closed prompts that are shown. */
const MAX_DISMISSALS = 2;

/** Loads the lists of a paired companion. Rejects with the first error. */
export const loadLists = async (): Promise<Lists> => {
  const now = Date.now();
  const [prompts, closed, running, usage, grants] = await Promise.all([
    host.call('approvals.list'),
    host.call('dismissals.list'),
    orIfUnknown(host.call('running.list'), []),
    host.call('usage.list', { since: dayOf(now) }),
    host.call('grants.list'),
  ]);
  const dismissals = closed
    .filter(({ caller, dismissedAt }) => {
      const isOpen = prompts.some((prompt) => prompt.caller === caller);
      return !isOpen && now - dismissedAt < RECENT_MS;
    })
    .slice(-MAX_DISMISSALS);
  const today = todayRows(usage, grants);
  const ids = [...prompts, ...dismissals, ...running, ...today].map(({ caller }) => caller);
  const people = await peopleOf(ids, { grants, prompts });
  return { prompts, dismissals, running, today, people };
};
