import type { Dismissal } from '../../shared/protocol/calls.ts';

/** How long a mere request opens no window after one was closed, in milliseconds. */
export const QUIET_MS = 10 * 60_000;

/** Windows closed in a row, each within {@link QUIET_MS} of the one before, after which an extension that asks in so many words has to wait too. */
export const PATIENCE = 3;

/**
 * Whether the user may be asked again. A request is not worth a second window for a while; an extension that
 * asks because its user clicked something is, but it can't go on for ever.
 */
export const mayAsk = (
  dismissal: Dismissal | undefined,
  { explicit, now }: { readonly explicit: boolean; readonly now: number },
): boolean =>
  dismissal === undefined ||
  now - dismissal.dismissedAt >= QUIET_MS ||
  (explicit && dismissal.times < PATIENCE);
