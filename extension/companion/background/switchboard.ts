import type { Runtime } from 'webextension-polyfill';
import { type Problem, problem } from '../../../shared/errors/problem.ts';
import { createBackOff } from '../../../shared/protocol/back-off.ts';
import type { PendingApproval } from '../../../shared/protocol/calls.ts';
import type { Carried, CloseChannel, OpenChannel } from '../../../shared/protocol/envelope.ts';
import { CALLER_LIMITS, QUIET_MS } from '../../../shared/protocol/limits.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../../shared/protocol/version.ts';
import { VERSION } from '../../../shared/version.ts';
import { type Channel, createChannel } from './channel.ts';
import { callerOf } from './client-port.ts';
import { createFairQueue } from './fair-queue.ts';
import type { Fault } from './measure-message.ts';
import { type HostFrame, type NativeLine, openNativeLine } from './native-line.ts';
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
 * The switch between clients and host. It passes messages on without reading more than their type and their length; it
 * opens the host when somebody needs it and closes it after a quiet minute.
 */
export const createSwitchboard = ({ readToken, onApproval }: Options): Switchboard => {
  const backOff = createBackOff<Problem>(Date.now);
  const channels = new Map<number, Channel>();
  /** Channels that the host knows: a client's first message opens its channel. */
  const known = new Set<number>();
  /** Channels that wait for the line. */
  const waiting = new Set<number>();
  const shut = createShutCallers(Date.now);
  let line: NativeLine | undefined;
  let opening = false;
  let lastChannel = 0;
  let lastCall = 0;
  let lastUse = 0;
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const queue = createFairQueue({
    now: Date.now,
    ping: () => line?.post({ type: 'ping' } satisfies ClientMessage),
  });

  /** Takes a channel out of the lists, and tells the host where it knows it. */
  const remove = (number: number): Channel | undefined => {
    const channel = channels.get(number);
    channels.delete(number);
    waiting.delete(number);
    if (known.delete(number)) line?.post({ type: 'close', channel: number } satisfies CloseChannel);
    return channel;
  };

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

  const drop = (told?: Problem) => {
    line = undefined;
    clearTimeout(quiet);
    quiet = undefined;
    queue.close();
    for (const number of [...known]) {
      known.delete(number);
      remove(number)?.end(told);
    }
  };

  const onLost = (told: Problem) => {
    backOff.lost(told);
    drop(told);
  };

  const closeIfQuiet = () => {
    const left = lastUse + QUIET_MS - Date.now();
    const busy = [...channels.values()].some((channel) => channel.busy);
    if (busy || left > 0) {
      quiet = setTimeout(closeIfQuiet, busy ? QUIET_MS : left);
      return;
    }
    line?.close();
    drop();
  };

  /** The quiet minute starts again. */
  const use = () => {
    lastUse = Date.now();
    quiet ??= setTimeout(closeIfQuiet, QUIET_MS);
  };

  const own = (message: HostMessage) => {
    if (message.type === 'welcome') backOff.worked();
    else if (message.type === 'pong') queue.acknowledged();
    else if (message.type === 'notice' && message.name === 'approval')
      onApproval(message.value as PendingApproval);
  };

  const onFrame = (frame: HostFrame) => {
    if (!('channel' in frame)) return own(frame);
    const channel = channels.get(frame.channel);
    channel?.deliver(frame.message);
    // The quiet minute counts from the end of an answer, not from its question.
    if (!channel?.busy) use();
  };

  /** Starts the host. Returns why there is none now. */
  const start = async (): Promise<Problem | undefined> => {
    const next = backOff.next();
    if ('problem' in next) return next.problem;
    if (next.wait > 0) await new Promise((resolve) => setTimeout(resolve, next.wait));
    const token = await readToken();
    line = openNativeLine({ onFrame, onLost });
    const client = { name: 'companion', version: VERSION };
    line.post({
      type: 'hello',
      protocol: PROTOCOL,
      client,
      ...(token && { token }),
    } satisfies ClientMessage);
    use();
    queue.open();
    return undefined;
  };

  /** Opens the line for the channels that wait for it, or ends them with the reason. */
  const open = async (): Promise<void> => {
    opening = true;
    const message = 'The Ollama Turnkey extension could not open its line to the host.';
    const failed = await start().catch(() => problem('internal', message));
    opening = false;
    const numbers = [...waiting];
    waiting.clear();
    if (!failed) return;
    queue.close();
    for (const number of numbers) remove(number)?.end(failed);
  };

  const send = (number: number, message: ClientMessage) => {
    const channel = channels.get(number);
    // It left while its message waited.
    if (!channel || !line) return;
    if (!known.has(number)) {
      known.add(number);
      const { caller } = channel;
      line.post({ type: 'open', channel: number, caller } satisfies OpenChannel);
    }
    const sent = line.post({ channel: number, message } satisfies Carried<ClientMessage>);
    if (!sent) remove(number)?.refuse(problem('protocol_error', 'The browser could not send a message.'));
    use();
  };

  const receive = (number: number, { id }: Channel['caller'], message: ClientMessage, size: number) => {
    const counted = !CREDITED.has(message.type);
    const taken = queue.push({ caller: id, size, counted, send: () => send(number, message) });
    if (!taken) return shutOut(id);
    if (line) return;
    waiting.add(number);
    if (!opening) void open();
  };

  const isFull = (caller: string): boolean => {
    let open = 0;
    for (const channel of channels.values()) if (channel.caller.id === caller) open += 1;
    return open >= CALLER_LIMITS.channels;
  };

  return {
    connect(port) {
      lastChannel += 1;
      const number = lastChannel;
      const caller = callerOf(port);
      const channel = createChannel({
        port,
        caller,
        onMessage: (message, size) => receive(number, caller, message, size),
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
      line?.post({ type: 'call', id: lastCall, name, params } satisfies ClientMessage);
    },
  };
};
