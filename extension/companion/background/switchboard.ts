import type { Runtime } from 'webextension-polyfill';
import { type Problem, problem } from '../../../shared/errors/problem.ts';
import type { PendingApproval } from '../../../shared/protocol/calls.ts';
import type { Carried, CloseChannel, OpenChannel } from '../../../shared/protocol/envelope.ts';
import { CALLER_LIMITS } from '../../../shared/protocol/limits.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import { type Channel, createChannel } from './channel.ts';
import { callerOf } from './client-port.ts';
import { createFairQueue } from './fair-queue.ts';
import { createHostLine } from './host-line.ts';
import type { Fault } from './measure-message.ts';
import type { HostFrame } from './native-line.ts';
import { createShutCallers } from './shut-callers.ts';

interface Options {
  readToken(): Promise<string | undefined>;
  onApproval(pending: PendingApproval): void;
}

/** Joins every client's port with the one line to the host. */
export interface Switchboard {
  connect(port: Runtime.Port): void;
  /** Sends a message of the companion's own session, if there is a line to the host. */
  tell(name: string, params: Record<string, unknown>): void;
}

/** Messages that the host's own credit limits. */
const CREDITED = new Set<ClientMessage['type']>(['body', 'credit']);

const TOO_MUCH = 'The extension sends more than Ollama Turnkey can pass on.';

/**
 * The switch between clients and host. It passes messages on without reading more than their type and their length.
 */
export const createSwitchboard = ({ readToken, onApproval }: Options): Switchboard => {
  const channels = new Map<number, Channel>();
  /** Channels that the host knows: a client's first message opens its channel. */
  const known = new Set<number>();
  /** Channels that wait for the line. */
  const waiting = new Set<number>();
  const shut = createShutCallers(Date.now);
  let lastChannel = 0;
  let lastCall = 0;

  /** Takes a channel out of the lists, and tells the host where it knows it. */
  const remove = (number: number): Channel | undefined => {
    const channel = channels.get(number);
    channels.delete(number);
    waiting.delete(number);
    if (known.delete(number)) line.post({ type: 'close', channel: number } satisfies CloseChannel);
    return channel;
  };

  const endAll = (numbers: Iterable<number>, told?: Problem) => {
    for (const number of [...numbers]) remove(number)?.end(told);
  };

  /** A message of the companion's own session. */
  const own = (message: HostMessage) => {
    if (message.type === 'pong') queue.acknowledged();
    else if (message.type === 'notice' && message.name === 'approval')
      onApproval(message.value as PendingApproval);
  };

  const onFrame = (frame: HostFrame) => {
    if (!('channel' in frame)) return own(frame);
    const channel = channels.get(frame.channel);
    channel?.deliver(frame.message);
    // The quiet minute counts from the end of an answer, not from its question.
    if (!channel?.busy) line.use();
  };

  const line = createHostLine({
    readToken,
    onFrame,
    onOpen: () => queue.open(),
    onEnd(told) {
      queue.close();
      endAll(known, told);
    },
    isBusy: () => [...channels.values()].some(({ busy }) => busy),
  });
  const queue = createFairQueue({
    now: Date.now,
    ping: () => void line.post({ type: 'ping' } satisfies ClientMessage),
  });

  /** Ends every channel of a caller that floods, and lets it wait before it connects again. */
  const shutOut = (caller: string) => {
    shut.add(caller);
    for (const [number, channel] of channels) {
      if (channel.caller.id === caller) remove(number)?.refuse(problem('too_many_requests', TOO_MUCH));
    }
  };

  /** Ends the channel that a message came on which cannot be passed on. */
  const endFaulty = (number: number, caller: string, { message, costly }: Fault) => {
    if (costly) shut.add(caller);
    remove(number)?.refuse(problem('protocol_error', message));
  };

  const send = (number: number, message: ClientMessage) => {
    const channel = channels.get(number);
    // It left while its message waited.
    if (!channel) return;
    if (!known.has(number)) {
      known.add(number);
      const { caller } = channel;
      line.post({ type: 'open', channel: number, caller } satisfies OpenChannel);
    }
    const sent = line.post({ channel: number, message } satisfies Carried<ClientMessage>);
    if (!sent) remove(number)?.refuse(problem('protocol_error', 'The browser could not send a message.'));
    line.use();
  };

  const receive = (number: number, caller: string, message: ClientMessage, size: number) => {
    const counted = !CREDITED.has(message.type);
    if (!queue.push({ caller, size, counted, send: () => send(number, message) })) return shutOut(caller);
    if (line.isOpen) return;
    waiting.add(number);
    void line.open().then((told) => {
      if (!told) return waiting.clear();
      queue.close();
      endAll(waiting, told);
    });
  };

  const isFull = (caller: string): boolean =>
    [...channels.values()].filter((channel) => channel.caller.id === caller).length >= CALLER_LIMITS.channels;

  return {
    connect(port) {
      lastChannel += 1;
      const number = lastChannel;
      const caller = callerOf(port);
      const channel = createChannel({
        port,
        caller,
        onMessage: (message, size) => receive(number, caller.id, message, size),
        onFault: (fault) => endFaulty(number, caller.id, fault),
        onGone: () => void remove(number),
      });
      if (shut.has(caller.id) || isFull(caller.id)) {
        channel.refuse(problem('too_many_requests', TOO_MUCH));
        return;
      }
      channels.set(number, channel);
    },
    tell(name, params) {
      lastCall += 1;
      line.post({ type: 'call', id: lastCall, name, params } satisfies ClientMessage);
    },
  };
};
