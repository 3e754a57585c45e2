import type { Duration } from '../../shared/protocol/calls.ts';

const HOUR_MS = 3_600_000;

/** How long each choice lasts, in milliseconds; null: until revoked. */
const LASTS: Record<Duration, number | null> = { once: 12 * HOUR_MS, month: 30 * 24 * HOUR_MS, always: null };

/** When a permission that is given now ends; `keep` leaves the end that it had. */
export const expiryOf = (duration: Duration | 'keep', now: number, before: number | null): number | null => {
  if (duration === 'keep') return before;
  const lasts = LASTS[duration];
  return lasts === null ? null : now + lasts;
};
