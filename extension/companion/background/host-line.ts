import { type Problem, problem } from '../../../shared/errors/problem.ts';
import { createBackOff } from '../../../shared/protocol/back-off.ts';
import { HOST_IDLE_MS } from '../../../shared/protocol/limits.ts';
import type { ClientMessage } from '../../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../../shared/protocol/version.ts';
import { VERSION } from '../../../shared/version.ts';
import { type HostFrame, type NativeLine, openNativeLine } from './native-line.ts';

/** The line to the host, which is started when it is needed and ended after a quiet minute. */
export interface HostLine {
  readonly isOpen: boolean;
  /** Starts the host unless it runs. Resolves with why there is none now; never rejects. */
  open(): Promise<Problem | undefined>;
  /** Returns false if the browser cannot send the frame. Frames posted while no line is open are dropped. */
  post(frame: unknown): boolean;
  /** The quiet minute starts again. */
  use(): void;
}

interface Options {
  readToken(): Promise<string | undefined>;
  onFrame(frame: HostFrame): void;
  onOpen(): void;
  /** The line has ended; without a problem, because it was quiet. */
  onEnd(problem?: Problem): void;
  /** Whether a client waits for something: then the line stays open. */
  isBusy(): boolean;
}

const NO_LINE = 'The Ollama Turnkey extension could not open its line to the host.';

export const createHostLine = ({ readToken, onFrame, onOpen, onEnd, isBusy }: Options): HostLine => {
  const backOff = createBackOff<Problem>(Date.now);
  let line: NativeLine | undefined;
  let opening: Promise<Problem | undefined> | undefined;
  let lastUse = 0;
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const end = (told?: Problem) => {
    line = undefined;
    clearTimeout(quiet);
    quiet = undefined;
    onEnd(told);
  };

  const closeIfQuiet = () => {
    const left = lastUse + HOST_IDLE_MS - Date.now();
    const busy = isBusy();
    if (busy || left > 0) {
      quiet = setTimeout(closeIfQuiet, busy ? HOST_IDLE_MS : left);
      return;
    }
    line?.close();
    end();
  };

  const use = () => {
    lastUse = Date.now();
    quiet ??= setTimeout(closeIfQuiet, HOST_IDLE_MS);
  };

  const receive = (frame: HostFrame) => {
    if (!('channel' in frame) && frame.type === 'welcome') backOff.connected();
    onFrame(frame);
  };

  const start = async (): Promise<Problem | undefined> => {
    const next = backOff.next();
    if ('problem' in next) return next.problem;
    if (next.wait > 0) await new Promise((resolve) => setTimeout(resolve, next.wait));
    const token = await readToken();
    line = openNativeLine({
      onFrame: receive,
      onLost(told) {
        backOff.disconnected(told);
        end(told);
      },
    });
    const client = { name: 'companion', version: VERSION };
    line.post({
      ...{ type: 'hello', protocol: PROTOCOL, client },
      ...(token && { token }),
    } satisfies ClientMessage);
    use();
    onOpen();
    return undefined;
  };

  return {
    get isOpen() {
      return line !== undefined;
    },
    open() {
      opening ??= start()
        .catch(() => problem('internal', NO_LINE))
        .finally(() => {
          opening = undefined;
        });
      return opening;
    },
    post: (frame) => line?.post(frame) ?? true,
    use,
  };
};
