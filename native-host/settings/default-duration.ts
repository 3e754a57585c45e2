import { DURATIONS, type Duration } from '../../shared/protocol/calls.ts';
import { audited } from '../grants/audited.ts';
import type { Settings } from '../store/contract.ts';
import type { SettingsWorld } from './set-upstream.ts';

/** The setting with the duration that the approval window offers first. */
const SETTING = 'defaultDuration';

/** The duration that the approval window offers first. @default 30 days */
export const readDuration = async (settings: Settings): Promise<Duration> => {
  const text = await settings.get(SETTING);
  return DURATIONS.find((each) => each === text) ?? 'month';
};

/** Changes that duration. Permissions that exist keep their end. */
export const setDuration = (duration: Duration, world: Pick<SettingsWorld, 'store' | 'now'>): Promise<void> =>
  audited(world, async ({ settings }) => {
    if ((await settings.get(SETTING)) === duration) return { result: undefined, audit: undefined };
    await settings.set(SETTING, duration);
    return { result: undefined, audit: { act: 'settings', subject: SETTING, detail: duration } };
  });
