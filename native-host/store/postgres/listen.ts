import type { Client } from 'pg';

interface Options {
  /** Creates a client that is not connected yet. */
  readonly connect: () => Client;
  /** Permissions have changed, or may have changed while the connection was down. */
  readonly changed: () => void;
  /** The connection was lost. Changes may be missed until the next call of `changed`. @default ignored */
  readonly lost?: () => void;
  /** Longest delay between attempts to reconnect, in milliseconds. @default 5000 */
  readonly lastDelay?: number;
}

/** Milliseconds before the first attempt to reconnect. Doubled for each further one. */
const FIRST_DELAY_MS = 100;

/** Milliseconds between two checks of the connection. */
const CHECK_INTERVAL_MS = 10_000;

/**
 * Listens for changes by other processes, over a separate connection. A lost connection is reopened, which counts as a
 * change, since notifications may have been missed. Returns a function that stops listening.
 */
export const listenForChanges = ({
  connect,
  changed,
  lost: onLost = () => {},
  lastDelay = 5000,
}: Options): (() => Promise<void>) => {
  let stopped = false;
  let delay = FIRST_DELAY_MS;
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
      delay = FIRST_DELAY_MS;
      // Detects a connection that was lost without an error.
      pulse = setInterval(() => void own.query('SELECT 1').catch(lose), CHECK_INTERVAL_MS).unref();
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
