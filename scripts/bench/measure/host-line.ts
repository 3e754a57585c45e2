import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSession, type Session } from '../../../extension/sdk/session/session.ts';
import { encodeFrame } from '../../../native-host/stdio/encode-frame.ts';
import { createFrameDecoder } from '../../../native-host/stdio/frame-decoder.ts';
import { COMPANION_ID_CHROMIUM } from '../../../shared/identity.ts';
import { type Batch, messagesIn } from '../../../shared/protocol/batch.ts';
import type { PendingApproval } from '../../../shared/protocol/calls.ts';
import { MAX_FRAME_TO_BROWSER, MAX_FRAME_TO_HOST } from '../../../shared/protocol/limits.ts';
import type { HostMessage } from '../../../shared/protocol/messages.ts';
import type { TestEnv } from '../../test-env/create-test-env.ts';
import { HOST_PROGRAM } from '../../test-env/host-command.ts';

export const ORIGIN = `chrome-extension://${COMPANION_ID_CHROMIUM}/`;
const CLIENT = { id: 'abcdefghijklmnopabcdefghijklmnop', page: true, own: false };
const NAMED = { client: { name: 'bench', version: '1' } };

type Frame = HostMessage & { readonly channel?: number; readonly message?: Batch<HostMessage> };

/** A program and its first arguments. */
export type Command = readonly [program: string, ...first: string[]];

/** A host on plain pipes, without a browser, and the session of one allowed client. */
export interface HostLine {
  readonly pid: number;
  readonly session: Session;
  end(): Promise<void>;
}

const approve = (root: () => Session) => (value: unknown) =>
  root().call('approvals.allow', {
    id: (value as PendingApproval).id,
    scopes: ['infer', 'embed'],
    models: null,
    duration: 'always',
  });

/** @param command the host. @default the one that is measured */
export const openHostLine = async (
  testEnv: TestEnv,
  ollama: string,
  [program, ...first]: Command = HOST_PROGRAM,
): Promise<HostLine> => {
  const env = { ...process.env, OLLAMA_TURNKEY_HOME: testEnv.data, OLLAMA_HOST: ollama };
  const child: ChildProcess = spawn(program, [...first, ORIGIN], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const receivers = new Map<number | undefined, (message: HostMessage) => void>();
  const decode = createFrameDecoder((raw) => {
    for (const frame of messagesIn(raw as Batch<Frame>)) {
      const batch = frame.channel === undefined ? frame : (frame.message as Batch<HostMessage>);
      for (const message of messagesIn(batch)) receivers.get(frame.channel)?.(message);
    }
  }, MAX_FRAME_TO_BROWSER);
  child.stdout?.on('data', decode);
  const send = (frame: unknown) => void child.stdin?.write(encodeFrame(frame, MAX_FRAME_TO_HOST));
  const open = (channel: number | undefined, onNotice: (value: unknown) => void) =>
    openSession(
      (receive) => {
        receivers.set(channel, receive);
        return {
          post: (message) => send(channel === undefined ? message : { channel, message }),
          close: () => {},
        };
      },
      { ...NAMED, onNotice: ({ value }) => onNotice(value) },
    );
  const root: Session = open(undefined, (value) => void approve(() => root)(value));
  await root.call('pair', { key: testEnv.key });
  send({ type: 'open', channel: 1, caller: CLIENT });
  return {
    pid: child.pid as number,
    session: open(1, () => {}),
    async end() {
      const exited = once(child, 'exit');
      child.stdin?.end();
      await exited;
    },
  };
};
