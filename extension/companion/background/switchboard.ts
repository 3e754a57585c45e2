import type { Runtime } from 'webextension-polyfill';
import { type Problem, problem } from '../../../shared/errors/problem.ts';
import { createBackOff } from '../../../shared/protocol/back-off.ts';
import type { PendingApproval } from '../../../shared/protocol/calls.ts';
import { QUIET_MS } from '../../../shared/protocol/limits.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../../shared/protocol/version.ts';
import { VERSION } from '../../../shared/version.ts';
import { type Channel, createChannel } from './channel.ts';
import { callerOf } from './client-port.ts';
import { type HostFrame, type NativeLine, openNativeLine } from './native-line.ts';

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

/**
 * The switch between clients and host. It passes messages on without reading more than their type; it opens
 * the host when somebody needs it and closes it after a quiet minute.
 */
export const createSwitchboard = ({ readToken, onApproval }: Options): Switchboard => {
  const backOff = createBackOff<Problem>(Date.now);
  const channels = new Map<number, Channel>();
  /** Channels that the host knows: a client's first message opens its channel. */
  const known = new Set<number>();
  let line: NativeLine | undefined;
  let opening: Promise<NativeLine | Problem> | undefined;
  let lastChannel = 0;
  let lastCall = 0;
  let quiet: ReturnType<typeof setTimeout> | undefined;

  /** Tells a client that its line has ended. What it sends until it leaves is for nobody. */
  const endChannel = (number: number, problem?: Problem) => {
    const channel = channels.get(number);
    channels.delete(number);
    known.delete(number);
    channel?.end(problem);
  };

  const drop = (problem?: Problem) => {
    line = undefined;
    opening = undefined;
    clearTimeout(quiet);
    for (const number of [...known]) endChannel(number, problem);
  };

  const onLost = (problem: Problem) => {
    backOff.lost(problem);
    drop(problem);
  };

  const closeWhenQuiet = () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      if ([...channels.values()].some(({ busy }) => busy)) return closeWhenQuiet();
      line?.close();
      drop();
    }, QUIET_MS);
  };

  const own = (message: HostMessage) => {
    if (message.type === 'welcome') backOff.worked();
    if (message.type === 'notice' && message.name === 'approval')
      onApproval(message.value as PendingApproval);
  };

  const onFrame = (frame: HostFrame) => {
    if (!('channel' in frame)) return own(frame);
    const channel = channels.get(frame.channel);
    channel?.deliver(frame.message);
    // The quiet minute counts from the end of an answer, not from its question.
    if (!channel?.busy) closeWhenQuiet();
  };

  const start = async (): Promise<NativeLine | Problem> => {
    const next = backOff.next();
    if ('problem' in next) return next.problem;
    if (next.wait > 0) await new Promise((resolve) => setTimeout(resolve, next.wait));
    const token = await readToken();
    const opened = openNativeLine({ onFrame, onLost });
    const client = { name: 'companion', version: VERSION };
    opened.post({
      type: 'hello',
      protocol: PROTOCOL,
      client,
      ...(token && { token }),
    } satisfies ClientMessage);
    line = opened;
    closeWhenQuiet();
    return opened;
  };

  /** Starts the host, or tells why there is none now. */
  const open = async (): Promise<NativeLine | Problem> => {
    const message = 'The Ollama Turnkey extension could not open its line to the host.';
    const opened = await start().catch(() => problem('internal', message));
    if ('code' in opened) opening = undefined;
    return opened;
  };

  const post = async (number: number, message: unknown): Promise<void> => {
    if (!channels.has(number)) return;
    opening ??= open();
    const to = line ?? (await opening);
    if ('code' in to) return endChannel(number, to);
    const channel = channels.get(number);
    if (!channel) return;
    if (!known.has(number)) {
      known.add(number);
      to.post({ type: 'open', channel: number, caller: channel.caller });
    }
    to.post({ channel: number, message });
    closeWhenQuiet();
  };

  return {
    connect(port) {
      lastChannel += 1;
      const number = lastChannel;
      const channel = createChannel({
        port,
        caller: callerOf(port),
        onMessage: (message) => void post(number, message),
        onGone() {
          channels.delete(number);
          if (known.delete(number)) line?.post({ type: 'close', channel: number });
        },
      });
      channels.set(number, channel);
    },
    tell(name, params) {
      lastCall += 1;
      line?.post({ type: 'call', id: lastCall, name, params } satisfies ClientMessage);
    },
  };
};
