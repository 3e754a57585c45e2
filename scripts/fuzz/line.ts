import { payloadBytes } from '../../native-host/session/incoming-body.ts';
import { encodeFrame } from '../../native-host/stdio/encode-frame.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { type Batch, messagesIn } from '../../shared/protocol/batch.ts';
import { MAX_FRAME_TO_HOST } from '../../shared/protocol/limits.ts';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import { createAuditor } from './auditor.ts';
import { ALLOWED, STRANGER } from './host-core.ts';
import {
  type ClientView,
  goodMessage,
  hello,
  junk,
  largeCall,
  mutated,
  NO_MESSAGES,
  newClientView,
} from './messages.ts';
import type { Random } from './random.ts';

/** One connection to a host, shared by fuzzing clients that send frames and check the host's frames. */
export interface FuzzLine {
  /** The first frames. */
  start(): Buffer;
  /** The next frame, valid or not. */
  next(): Buffer;
  /** True once a frame was sent that ends the connection, or that makes the host wait for the rest of it. */
  readonly broken: boolean;
  /** Checks a frame of the host. Throws if it breaks a rule. */
  heard(frame: unknown): void;
  /** A call on a channel without errors: its result shows that the host still serves. */
  question(): { readonly bytes: Buffer; readonly answered: Promise<void> };
}

interface Options {
  readonly random: Random;
  /** Share of frames that make the host close the whole connection. */
  readonly fatal: number;
  /** The pairing token, if the host needs one. */
  readonly token?: string;
}

/** A channel that no client uses. */
const NOBODY = 1_000_000;

/** Clients at once. */
const CLIENTS = 8;

const CALLERS = [
  ALLOWED,
  ALLOWED,
  ALLOWED,
  STRANGER,
  { ...ALLOWED, page: false },
  { id: COMPANION_ID_CHROMIUM, page: true, own: true },
];

const frameOf = (message: unknown) => encodeFrame(message, MAX_FRAME_TO_HOST);

export const createFuzzLine = ({ random, fatal, token }: Options): FuzzLine => {
  const auditor = createAuditor();
  const views = new Map<number, ClientView>();
  const waiting = new Map<number, () => void>();
  /** The channel of each client. As in the companion, a number is used only once. */
  const channels: (number | undefined)[] = Array.from({ length: CLIENTS });
  let last = 0;
  let broken = false;

  const open = (client: number): Buffer => {
    last += 1;
    const channel = last;
    channels[client] = channel;
    views.set(channel, newClientView());
    return Buffer.concat([
      frameOf({ type: 'open', channel, caller: random.pick(CALLERS) }),
      ...(random.chance(0.95) ? [say(channel, hello(undefined, random.chance(0.5)))] : []),
    ]);
  };

  const shut = (channel: number): Buffer => {
    views.delete(channel);
    return frameOf({ type: 'close', channel });
  };

  const say = (channel: number, message: unknown): Buffer => {
    const { type, id, bytes, deflate } = Object(message) as Partial<Record<string, unknown>>;
    if (type === 'hello' && deflate === true) auditor.announced(channel);
    if (type === 'credit' && Number.isInteger(id) && Number.isInteger(bytes))
      auditor.granted(channel, id as number, bytes as number);
    return frameOf({ channel, message });
  };

  /** A channel frame whose length is at the limit or beyond it. */
  const atLimit = (channel: number): Buffer => {
    const around = Buffer.byteLength(JSON.stringify({ channel, message: { type: 'ping', text: '' } }));
    const length = MAX_FRAME_TO_HOST - around + random.pick([-1, 0, 1, 1_000]);
    return encodeFrame(
      { channel, message: { type: 'ping', text: 'x'.repeat(length) } },
      2 * MAX_FRAME_TO_HOST,
    );
  };

  /** Useless messages that a client can make the companion pass on. */
  const hostile = (channel: number, view: ClientView): Buffer => {
    if (random.chance(0.02)) return atLimit(channel);
    if (random.chance(0.1)) return frameOf({ channel, message: largeCall(random, view) });
    return frameOf({ channel, message: random.pick(NO_MESSAGES) });
  };

  const damaged = (): Buffer => {
    const frame = Buffer.from(frameOf({ channel: NOBODY, message: hello() }));
    const at = random.int(frame.byteLength);
    frame[at] = (frame[at] ?? 0) ^ (1 << random.int(8));
    return random.pick([
      frame,
      random.bytes(1 + random.int(40)),
      frameOf(junk(random)),
      frameOf(mutated(random, { type: 'open', channel: NOBODY + random.int(100), caller: ALLOWED })),
      ...[...views.keys()].slice(0, 1).map((channel) => frameOf({ type: 'open', channel, caller: ALLOWED })),
      Buffer.from([0, 0, 0, 0]),
      Buffer.from([255, 255, 255, 255]),
    ]);
  };

  const heardOn = (channel: number, message: HostMessage) => {
    auditor.heard(channel, message);
    if (message.type === 'result') waiting.get(channel)?.();
    const view = views.get(channel);
    if (!view) return;
    if (message.type === 'data') {
      const byteLength = message.length ?? payloadBytes(message).byteLength;
      view.unread.set(message.id, (view.unread.get(message.id) ?? 0) + byteLength);
    }
    if (message.type === 'end' || message.type === 'error') view.uploads.delete(message.id as number);
    // The host has ended the session: the client disconnects and opens a new channel.
    if (message.type === 'error' && message.id === undefined) views.delete(channel);
  };

  return {
    start: () => frameOf(hello(token)),
    get broken() {
      return broken;
    },
    next() {
      if (random.chance(fatal)) {
        broken = true;
        return damaged();
      }
      const client = random.int(CLIENTS);
      const channel = channels[client];
      const view = channel === undefined ? undefined : views.get(channel);
      if (channel === undefined) return open(client);
      if (!view) {
        channels[client] = undefined;
        const late = random.chance(0.5)
          ? say(channel, goodMessage(random, newClientView()))
          : Buffer.alloc(0);
        return Buffer.concat([late, shut(channel)]);
      }
      if (random.chance(0.01)) return shut(channel);
      if (random.chance(0.005)) return hostile(channel, view);
      const message = goodMessage(random, view);
      return say(channel, random.chance(0.04) ? mutated(random, message) : message);
    },
    heard(frame) {
      const { channel, message } = frame as { channel?: number; message?: Batch<HostMessage> };
      if (channel === undefined || !message) {
        for (const each of messagesIn(frame as Batch<HostMessage>)) auditor.heard(undefined, each);
      } else for (const each of messagesIn(message)) heardOn(channel, each);
    },
    question() {
      last += 1;
      const channel = last;
      const { promise: answered, resolve } = Promise.withResolvers<void>();
      waiting.set(channel, () => {
        waiting.delete(channel);
        resolve();
      });
      const messages = [
        { type: 'open', channel, caller: ALLOWED },
        { channel, message: hello() },
        { channel, message: { type: 'call', id: 1, name: 'status' } },
        { channel, message: { type: 'request', id: 2, method: 'GET', path: '/api/tags', headers: {} } },
      ];
      return { bytes: Buffer.concat(messages.map(frameOf)), answered };
    },
  };
};
