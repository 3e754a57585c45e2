import type { Client } from 'pg';

interface Options {
  /** Creates a client that is not connected yet. */
  readonly connect: () => Client;
  /** Permissions have changed, or may have changed while the connection was down. */
  readonly changed: () => void;
  /** The connection was lost. Changes may be missed until the next call of `changed`. @default ignored */
  readonly lost?: () => void;
  /** Milliseconds before the first attempt to reconnect, doubled for each further one. @default 100 */
  readonly firstDelay?: number;
  /** Longest delay between attempts to reconnect, in milliseconds. @default 5000 */
  readonly lastDelay?: number;
  /** Milliseconds between two checks of the connection. @default 10000 */
  readonly beat?: number;
}

/**
 * Listens for changes by other processes, over a separate connection. A lost connection is reopened, which counts as a
 * change, since notifications may have been missed. Returns a function that stops listening.
 */
export const listenForChanges = ({
  connect,
  changed,
  lost: onLost = () => {},
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
      onLost();
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
      // Detects a connection that was lost without an error.
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
