import type { Runtime } from 'webextension-polyfill';
import { type Problem, problem } from '../../../shared/errors/problem.ts';
import type { PendingApproval } from '../../../shared/protocol/calls.ts';
import type { Carried, CloseChannel, OpenChannel } from '../../../shared/protocol/envelope.ts';
import type { ClientMessage } from '../../../shared/protocol/messages.ts';
import { createChannel } from './channel.ts';
import { createClientChannels } from './client-channels.ts';
import { callerOf } from './client-port.ts';
import { createFairQueue } from './fair-queue.ts';
import { createHostLine } from './host-line.ts';
import { createOwnCalls, type OwnCalls } from './own-calls.ts';

interface Options {
  readToken(): Promise<string | undefined>;
  onApproval(pending: PendingApproval): void;
  /** The host has answered the hello of the companion. */
  onWelcome?(): void;
  /** The line to the host has ended or could not be opened. Without a reason, it was idle. */
  onEnd?(reason?: Problem): void;
}

/** Connects the ports of all clients to the one native port. */
export interface Switchboard {
  connect(port: Runtime.Port): void;
  /** Makes a call in the companion's own session, if there is a line to the host. */
  call(name: 'approvals.dismiss', params: { id: string }): void;
  /** The same, with the result. */
  readonly ask: OwnCalls['ask'];
}

/** Messages that the host limits by credit, and the rate of a caller does not. */
const CREDITED = new Set<ClientMessage['type']>(['body', 'credit']);

/** Forwards messages between clients and the host. Reads no more of them than their type and length. */
export const createSwitchboard = ({ readToken, onApproval, onWelcome, onEnd }: Options): Switchboard => {
  let lastChannel = 0;
  const channels = createClientChannels((channel) =>
    line.post({ type: 'close', channel } satisfies CloseChannel),
  );
  const queue = createFairQueue({
    now: Date.now,
    ping: () => void line.post({ type: 'ping' } satisfies ClientMessage),
  });
  const line = createHostLine({
    readToken,
    onFrame(frame) {
      if ('channel' in frame) {
        const channel = channels.get(frame.channel);
        channel?.deliver(frame.message);
        // The idle time counts from the end of a reply, not from its request.
        if (!channel?.busy) line.use();
      } else if (frame.type === 'pong') queue.acknowledged();
      else if (frame.type === 'notice' && frame.name === 'approval')
        onApproval(frame.value as PendingApproval);
      else if (frame.type === 'welcome') onWelcome?.();
      else own.receive(frame);
    },
    onOpen: () => queue.open(),
    onEnd(reason) {
      queue.close();
      channels.endActive(reason);
      own.end();
      onEnd?.(reason);
    },
    isBusy: () => channels.isBusy,
  });

  const own = createOwnCalls((message) => void line.post(message));

  const send = (number: number, message: ClientMessage) => {
    const channel = channels.get(number);
    // The client may have left while its message was queued.
    if (!channel) return;
    if (channels.open(number)) {
      line.post({ type: 'open', channel: number, caller: channel.caller } satisfies OpenChannel);
    }
    const sent = line.post({ channel: number, message } satisfies Carried<ClientMessage>);
    const unsent = 'The browser could not send a message.';
    if (!sent) channels.remove(number)?.refuse(problem('protocol_error', unsent));
    line.use();
  };

  return {
    connect(port) {
      lastChannel += 1;
      const number = lastChannel;
      const caller = callerOf(port);
      const channel = createChannel({
        port,
        caller,
        onMessage(message, size) {
          channels.activate(number);
          const item = { caller: caller.id, size, counted: !CREDITED.has(message.type) };
          if (queue.push({ ...item, send: () => send(number, message) })) line.open();
          else channels.shutOut(caller.id);
        },
        onFault: (fault) => channels.endFaulty(number, fault),
        onGone: () => void channels.remove(number),
      });
      if (channels.add(number, channel)) line.openEarly();
    },
    call: (name, params) => void own.ask(name, params).catch(() => {}),
    ask: own.ask,
  };
};
