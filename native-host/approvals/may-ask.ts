import type { Dismissal } from '../../shared/protocol/calls.ts';

/** How long a request opens no window after one ended without an answer, in milliseconds. */
export const QUIET_MS = 10 * 60_000;

/** Windows for one extension within {@link QUIET_MS}, whatever ended them. */
export const MAX_WINDOWS = 2;

/**
 * Whether the user may be asked again after windows that ended without an answer. A request is not worth a second
 * window for a while. An extension that calls `requestAccess()`, because its user clicked something, gets one more.
 */
export const mayAsk = (
  dismissal: Dismissal | undefined,
  { explicit, now }: { readonly explicit: boolean; readonly now: number },
): boolean =>
  dismissal === undefined ||
  now - dismissal.dismissedAt >= QUIET_MS ||
  (explicit && dismissal.times < MAX_WINDOWS);
