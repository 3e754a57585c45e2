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

/** A connection that receives the notifications. */
export interface ChangeListener {
  /** Checks that the connection works, so that every change until now has been reported. False if it does not. */
  check(): Promise<boolean>;
  stop(): Promise<void>;
}

/**
 * Listens for changes by other processes, over a separate connection. A lost connection is reopened, which counts as a
 * change, since notifications may have been missed.
 */
export const listenForChanges = ({
  connect,
  changed,
  lost: onLost = () => {},
  lastDelay = 5000,
}: Options): ChangeListener => {
  let stopped = false;
  let delay = FIRST_DELAY_MS;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pulse: NodeJS.Timeout | undefined;
  let check = async () => false;

  const open = async () => {
    const own = connect();
    client = own;
    let lost = false;
    const lose = () => {
      if (lost) return;
      lost = true;
      check = async () => false;
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
      if (lost) return;
      // The database sends what it has to announce before the result of a later query.
      check = async () => {
        await own.query('SELECT 1').catch(lose);
        return !lost;
      };
      // Detects a connection that was lost without an error.
      pulse = setInterval(() => void check(), CHECK_INTERVAL_MS).unref();
      if (!stopped) changed();
    } catch {
      lose();
    }
  };

  void open();
  return {
    check: () => check(),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      clearInterval(pulse);
      await client?.end().catch(() => {});
    },
  };
};
