import type { Client } from 'pg';

interface Options {
  /** Makes a client that is not connected yet. */
  readonly connect: () => Client;
  /** Something has changed, or may have while nobody could tell. */
  readonly changed: () => void;
  /** Milliseconds before the first attempt to connect again, doubled up to the last. @default 100 */
  readonly firstDelay?: number;
  /** @default 5000 */
  readonly lastDelay?: number;
  /** Milliseconds between two questions whether the line still holds. @default 10000 */
  readonly beat?: number;
}

/**
 * Hears what other processes change in the database, over a connection of its own. A lost one is opened again;
 * what was missed meanwhile is told as one change as soon as it is. Returns how to stop.
 */
export const listenForChanges = ({
  connect,
  changed,
  firstDelay = 100,
  lastDelay = 5000,
  beat = 10_000,
}: Options): (() => Promise<void>) => {
  let stopped = false;
  let delay = firstDelay;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pulse: NodeJS.Timeout | undefined;

  const open = async () => {
    const own = connect();
    client = own;
    let lost = false;
    const lose = () => {
      if (lost) return;
      lost = true;
      clearInterval(pulse);
      void own.end().catch(() => {});
      if (stopped) return;
      timer = setTimeout(open, delay).unref();
      delay = Math.min(delay * 2, lastDelay);
    };
    own.on('error', lose).on('end', lose).on('notification', changed);
    try {
      await own.connect();
      await own.query('LISTEN turnkey');
      delay = firstDelay;
      // A line that is dead without a word is found by asking.
      pulse = setInterval(() => void own.query('SELECT 1').catch(lose), beat).unref();
      if (!stopped) changed();
    } catch {
      lose();
    }
  };

  void open();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    clearInterval(pulse);
    await client?.end().catch(() => {});
  };
};
