import type { TurnkeyStatus } from '../../shared/protocol/status.ts';
import { onAbort } from './on-abort.ts';

/** Interval at which a visible page reads the status while something is missing, in milliseconds. */
const POLL_MS = 3000;

/** Window events that fire when the user returns to the page. */
export const RETURNS = ['focus', 'visibilitychange'] as const;

/** Listeners for events that may change the status: a success, a failure, or (undefined) a change. */
export type Hints = Set<(good?: boolean) => void>;

/**
 * Calls the listener with the status, and again each time that it differs. Reads the status at a hint, when the user
 * returns to the page, and on a visible page every {@link POLL_MS} while something is missing.
 *
 * @returns a function that stops it; aborting `signal` does the same
 */
export const watchStatus = (
  read: () => Promise<TurnkeyStatus>,
  listener: (status: TurnkeyStatus) => void,
  hints: Hints,
  signal?: AbortSignal,
): (() => void) => {
  const page = globalThis.document as Document | undefined;
  let reported: string | undefined;
  let ready: boolean | undefined;
  let reading = false;
  let again = false;
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const update = async () => {
    again = reading;
    if (reading || stop.signal.aborted) return;
    reading = true;
    clearTimeout(timer);
    try {
      const status = await read();
      if (stop.signal.aborted) return;
      const text = JSON.stringify(status);
      ready = status.ready;
      if (!ready && page) timer = setTimeout(onReturn, POLL_MS);
      if (text === reported) return;
      reported = text;
      listener(status);
    } finally {
      reading = false;
      if (again) void update();
    }
  };
  // A hidden page reads the status when it becomes visible.
  const onReturn = () => {
    if (!page?.hidden) void update();
  };

  // A success while ready, or a failure while not ready, does not change the status.
  const hint = (good?: boolean) => {
    if (good === undefined || good !== ready) void update();
  };

  hints.add(hint);
  onAbort(stop.signal, () => {
    clearTimeout(timer);
    hints.delete(hint);
  });
  // Without a page, none of them fires. Node has no events of this kind.
  for (const event of RETURNS)
    globalThis.addEventListener?.(event, onReturn, { capture: true, signal: stop.signal });
  onAbort(signal, () => stop.abort(), stop.signal);
  void update();

  return () => stop.abort();
};
