import * as v from 'valibot';
import type { Caller } from '../../shared/access/caller.ts';
import { COMPANION_IDS } from '../../shared/identity.ts';
import { carriedSchema, closeSchema, openSchema } from '../../shared/protocol/envelope.ts';
import type { Outbox } from './outbox.ts';
import { createHostSession, type HostSession } from './session.ts';
import type { HostContext } from './session-context.ts';

/** Everything that one browser connection carries: its own session, and those of the companion's clients. */
export interface Connection {
  /** Takes one frame. Throws if it belongs to no session. */
  receive(frame: unknown): void;
  notify(name: 'approval' | 'grants', value?: unknown): void;
  close(): void;
}

interface Options {
  readonly caller: Caller;
  readonly outbox: Outbox;
  readonly context: HostContext;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Sorts frames into sessions. Only the companion may open channels, and only it may say whose they are. */
export const createConnection = ({ caller, outbox, context }: Options): Connection => {
  const root = createHostSession({ caller, channel: undefined, outbox, context });
  const sessions = new Map<number, HostSession>();

  const open = (frame: unknown) => {
    const { channel, caller: whose } = v.parse(openSchema, frame);
    if (!caller.own || sessions.has(channel)) throw new Error('This channel may not be opened.');
    // "Own" is the companion's word for its pages: it holds only for its own id.
    const own = whose.own && COMPANION_IDS.includes(whose.id) && whose.id === caller.id;
    sessions.set(channel, createHostSession({ caller: { ...whose, own }, channel, outbox, context }));
  };

  const shut = (frame: unknown) => {
    const { channel } = v.parse(closeSchema, frame);
    sessions.get(channel)?.close();
    sessions.delete(channel);
  };

  return {
    receive(frame) {
      if (!isObject(frame)) throw new Error('A frame is not an object.');
      if (frame['type'] === 'open') open(frame);
      else if (frame['type'] === 'close') shut(frame);
      else if ('channel' in frame) {
        const { channel, message } = v.parse(carriedSchema, frame);
        // A message may cross with the end of its channel.
        sessions.get(channel)?.receive(message);
      } else root.receive(frame);
    },
    notify: (name, value) => root.notify(name, value),
    close() {
      root.close();
      for (const session of sessions.values()) session.close();
      sessions.clear();
    },
  };
};
