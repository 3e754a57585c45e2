import * as v from 'valibot';
import type { Caller } from '../../shared/access/caller.ts';
import { problem } from '../../shared/errors/problem.ts';
import { COMPANION_IDS } from '../../shared/identity.ts';
import { carriedSchema, closeSchema, openSchema } from '../../shared/protocol/envelope.ts';
import { type CallerAccount, createCallerAccounts } from './caller-accounts.ts';
import type { Outbox } from './outbox.ts';
import { createHostSession, type HostSession } from './session.ts';
import type { HostContext } from './session-core.ts';

/** One connection to a browser: its own session, and those of the companion's clients. */
export interface Connection {
  /**
   * Receives one frame and its length in bytes. An invalid message of a client ends only that client's session. Throws if
   * an invalid frame belongs to no client.
   */
  receive(frame: unknown, bytes?: number): void;
  /** Receives the first bytes of a frame that exceeds the limit. Throws if they name no channel. */
  receiveTooLong(start: string): void;
  notify(name: 'approval' | 'grants', value?: unknown): void;
  close(): void;
}

interface Options {
  readonly caller: Caller;
  readonly outbox: Outbox;
  readonly context: HostContext;
}

interface Client {
  readonly session: HostSession;
  readonly account: CallerAccount;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The start of a frame, as the companion writes it. */
const CHANNEL = /^\{"channel":([1-9]\d{0,14}),/;

/** Dispatches frames to sessions. Only the companion may open channels, and name their callers. */
export const createConnection = ({ caller, outbox, context }: Options): Connection => {
  const accounts = createCallerAccounts();
  const root = createHostSession({
    ...{ caller, outbox, context },
    channel: undefined,
    account: accounts.of(caller.id),
  });
  const clients = new Map<number, Client>();

  const open = (frame: unknown) => {
    const { channel, caller: whose } = v.parse(openSchema, frame);
    if (!caller.own || clients.has(channel)) throw new Error('This channel cannot be opened.');
    const account = accounts.of(whose.id);
    if (!account.take('channels')) {
      const failure = problem('too_many_requests', 'The extension has too many open connections.');
      outbox.send(channel, { type: 'error', ...failure });
      return;
    }
    // The companion marks its pages as "own", which is valid only for its own id.
    const own = whose.own && COMPANION_IDS.includes(whose.id) && whose.id === caller.id;
    const session = createHostSession({
      ...{ caller: { ...whose, own }, channel, outbox, context, account },
    });
    clients.set(channel, { session, account });
  };

  const end = ({ session, account }: Client) => {
    session.close();
    account.give('channels');
  };

  const shut = (frame: unknown) => {
    const { channel } = v.parse(closeSchema, frame);
    const client = clients.get(channel);
    if (client) end(client);
    clients.delete(channel);
  };

  return {
    receive(frame, bytes = 0) {
      if (!isObject(frame)) throw new Error('A frame is not an object.');
      if (frame['type'] === 'open') open(frame);
      else if (frame['type'] === 'close') shut(frame);
      else if ('channel' in frame) {
        const { channel, message } = v.parse(carriedSchema, frame);
        // A message may arrive after its channel was closed.
        clients.get(channel)?.session.receive(message, bytes);
      } else root.receive(frame, bytes);
    },
    receiveTooLong(start) {
      const channel = CHANNEL.exec(start)?.[1];
      if (channel === undefined) throw new Error('A frame is too long.');
      clients.get(Number(channel))?.session.reject('protocol_error', 'A message is too long.');
    },
    notify: (name, value) => root.notify(name, value),
    close() {
      root.close();
      for (const client of clients.values()) end(client);
      clients.clear();
    },
  };
};
