import type { Runtime } from 'webextension-polyfill';
import { problem } from '../../../shared/errors/problem.ts';
import type { PendingApproval } from '../../../shared/protocol/calls.ts';
import type { Carried, CloseChannel, OpenChannel } from '../../../shared/protocol/envelope.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import { createChannel } from './channel.ts';
import { createClientChannels } from './client-channels.ts';
import { callerOf } from './client-port.ts';
import { createFairQueue } from './fair-queue.ts';
import { createHostLine } from './host-line.ts';
import type { HostFrame } from './native-line.ts';

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

/**
 * The switch between clients and host. It passes messages on without reading more than their type and their length.
 */
export const createSwitchboard = ({ readToken, onApproval }: Options): Switchboard => {
  const channels = createClientChannels((channel) =>
    line.post({ type: 'close', channel } satisfies CloseChannel),
  );
  /** Channels that wait for the line. */
  const waiting = new Set<number>();
  let lastChannel = 0;
  let lastCall = 0;

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
      channels.endBegun(told);
    },
    isBusy: () => channels.isBusy,
  });
  const queue = createFairQueue({
    now: Date.now,
    ping: () => void line.post({ type: 'ping' } satisfies ClientMessage),
  });

  const send = (number: number, message: ClientMessage) => {
    const channel = channels.get(number);
    // It left while its message waited.
    if (!channel) return;
    const { caller } = channel;
    if (channels.begin(number)) {
      line.post({ type: 'open', channel: number, caller } satisfies OpenChannel);
    }
    const sent = line.post({ channel: number, message } satisfies Carried<ClientMessage>);
    const told = 'The browser could not send a message.';
    if (!sent) channels.remove(number)?.refuse(problem('protocol_error', told));
    line.use();
  };

  /** Opens the line for the channels that wait for it, or ends them with the reason. */
  const open = async () => {
    const told = await line.open();
    const numbers = [...waiting];
    waiting.clear();
    if (!told) return;
    queue.close();
    for (const number of numbers) channels.remove(number)?.end(told);
  };

  const receive = (number: number, caller: string, message: ClientMessage, size: number) => {
    const counted = !CREDITED.has(message.type);
    const taken = queue.push({ caller, size, counted, send: () => send(number, message) });
    if (!taken) return channels.shutOut(caller);
    if (line.isOpen) return;
    waiting.add(number);
    void open();
  };

  return {
    connect(port) {
      lastChannel += 1;
      const number = lastChannel;
      const caller = callerOf(port);
      const channel = createChannel({
        port,
        caller,
        onMessage: (message, size) => receive(number, caller.id, message, size),
        onFault: (fault) => channels.endFaulty(number, fault),
        onGone: () => void channels.remove(number),
      });
      channels.add(number, channel);
    },
    tell(name, params) {
      lastCall += 1;
      line.post({ type: 'call', id: lastCall, name, params } satisfies ClientMessage);
    },
  };
};
