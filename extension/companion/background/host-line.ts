import { type Problem, problem } from '../../../shared/errors/problem.ts';
import { createBackOff } from '../../../shared/protocol/back-off.ts';
import { HOST_IDLE_MS } from '../../../shared/protocol/limits.ts';
import type { ClientMessage } from '../../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../../shared/protocol/version.ts';
import { VERSION } from '../../../shared/version.ts';
import { type HostFrame, type NativeLine, openNativeLine } from './native-line.ts';

/** The line to the host: opened on demand, which starts the host, and closed when it was idle for {@link HOST_IDLE_MS}. */
export interface HostLine {
  /** Starts the host unless it runs. If that fails, `onEnd` is called with the reason. */
  open(): void;
  /** The same for a client that has sent nothing yet, so that the host starts meanwhile. Does nothing after a failure. */
  openEarly(): void;
  /** Returns false if the browser cannot send the frame. Frames posted while no line is open are dropped. */
  post(frame: unknown): boolean;
  /** Restarts the idle time. */
  use(): void;
}

interface Options {
  readToken(): Promise<string | undefined>;
  onFrame(frame: HostFrame): void;
  onOpen(): void;
  /** The line has ended or could not be opened. Without a reason, it was closed because it was idle. */
  onEnd(reason?: Problem): void;
  /** Whether a client waits for something, which keeps the line open. */
  isBusy(): boolean;
}

const NO_LINE = 'The Ollama Turnkey extension could not start the Turnkey app.';

export const createHostLine = ({ readToken, onFrame, onOpen, onEnd, isBusy }: Options): HostLine => {
  const backOff = createBackOff<Problem>(Date.now);
  let line: NativeLine | undefined;
  let isOpening = false;
  let hasFailed = false;
  let lastUse = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  const end = (reason?: Problem) => {
    line = undefined;
    isOpening = false;
    hasFailed = reason !== undefined;
    clearTimeout(idle);
    idle = undefined;
    onEnd(reason);
  };

  const closeIfIdle = () => {
    const left = lastUse + HOST_IDLE_MS - Date.now();
    const busy = isBusy();
    if (busy || left > 0) {
      idle = setTimeout(closeIfIdle, busy ? HOST_IDLE_MS : left);
      return;
    }
    line?.close();
    end();
  };

  const use = () => {
    lastUse = Date.now();
    idle ??= setTimeout(closeIfIdle, HOST_IDLE_MS);
  };

  const start = async (): Promise<void> => {
    let wait: number;
    try {
      wait = backOff.next();
    } catch (reason) {
      return end(reason as Problem);
    }
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    let lost = false;
    const opened = openNativeLine({
      onFrame(frame) {
        if (!('channel' in frame) && frame.type === 'welcome') backOff.connected();
        onFrame(frame);
      },
      onLost(reason) {
        lost = true;
        backOff.disconnected(reason);
        end(reason);
      },
    });
    // The host starts meanwhile.
    const token = await readToken().catch((error: unknown) => {
      opened.close();
      if (!lost) throw error;
    });
    if (lost) return;
    line = opened;
    const client = { name: 'companion', version: VERSION };
    line.post({
      ...{ type: 'hello', protocol: PROTOCOL, client },
      ...(token && { token }),
    } satisfies ClientMessage);
    use();
    onOpen();
  };

  const open = () => {
    if (line || isOpening) return;
    isOpening = true;
    start().catch(() => {
      line?.close();
      end(problem('internal', NO_LINE));
    });
  };

  return {
    open,
    openEarly() {
      if (!hasFailed) open();
    },
    post: (frame) => line?.post(frame) ?? true,
    use,
  };
};
