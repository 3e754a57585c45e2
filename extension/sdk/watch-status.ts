import type { TurnkeyStatus } from '../../shared/protocol/status.ts';
import { onAbort } from './on-abort.ts';

/** Interval at which a visible page reads the status while something is missing, in milliseconds. */
const POLL_MS = 3000;

/** Events by which a user comes back to a page, perhaps after changing something elsewhere. */
export const RETURNS = ['focus', 'visibilitychange'] as const;

/** Where what happens elsewhere is told: that something went well, or did not, or (undefined) has changed. */
export type Hints = Set<(good?: boolean) => void>;

interface Options {
  read(): Promise<TurnkeyStatus>;
  listener(status: TurnkeyStatus): void;
  readonly hints: Hints;
  readonly signal: AbortSignal | undefined;
}

/**
 * Tells the listener the status, and again whenever it is another one. It looks when there is a hint, when
 * the user comes back to the page and, on a page that is seen, every few seconds while something is missing.
 */
export const watchStatus = ({ read, listener, hints, signal }: Options): (() => void) => {
  const page = globalThis.document as Document | undefined;
  let told: string | undefined;
  let ready: boolean | undefined;
  let looking = false;
  let again = false;
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = async () => {
    again = looking;
    if (looking || stop.signal.aborted) return;
    looking = true;
    clearTimeout(timer);
    try {
      const status = await read();
      if (stop.signal.aborted) return;
      const text = JSON.stringify(status);
      ready = status.ready;
      if (!ready && page) timer = setTimeout(seen, POLL_MS);
      if (text === told) return;
      told = text;
      listener(status);
    } finally {
      looking = false;
      if (again) void look();
    }
  };
  // A hidden page looks when it is seen again.
  const seen = () => {
    if (!page?.hidden) void look();
  };

  // What happened as the last status would have it says nothing new.
  const hint = (good?: boolean) => {
    if (good === undefined || good !== ready) void look();
  };

  hints.add(hint);
  onAbort(stop.signal, () => {
    clearTimeout(timer);
    hints.delete(hint);
  });
  if (page) {
    for (const event of RETURNS)
      globalThis.addEventListener(event, seen, { capture: true, signal: stop.signal });
  }
  onAbort(signal, () => stop.abort(), stop.signal);
  void look();

  return () => stop.abort();
};
