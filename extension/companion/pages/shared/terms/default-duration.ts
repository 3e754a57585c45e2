import type { Duration } from '../../../../../shared/protocol/calls.ts';
import { host } from '../host.ts';

/** The duration that the user wants to be offered first. @default 30 days, also if the host is too old for the setting */
export const defaultDuration = (): Promise<Duration> =>
  host.call('settings.get').then(
    ({ duration }) => duration,
    () => 'month',
  );
