import { createSwitchboard } from '../../extension/companion/background/switchboard.ts';
import { overPort } from '../../extension/sdk/transport/over-port.ts';
import type { Connection } from '../../native-host/session/connection.ts';
import { encodeFrame } from '../../native-host/stdio/encode-frame.ts';
import { encodeWrite } from '../../native-host/stdio/encode-write.ts';
import { createFrameDecoder } from '../../native-host/stdio/frame-decoder.ts';
import { ALLOWED, type HostCore } from '../../scripts/fuzz/host-core.ts';
import { type Batch, messagesIn } from '../../shared/protocol/batch.ts';
import { MAX_FRAME_TO_BROWSER, MAX_FRAME_TO_HOST } from '../../shared/protocol/limits.ts';
import type { ClientMessage, HostMessage } from '../../shared/protocol/messages.ts';
import type { Connect, Transport } from '../../shared/protocol/transport.ts';
import { createPortPair, type PortEnd } from './port-pair.ts';

/** A connection between clients and the core of a host. */
export interface Line {
  /** Connects a new client, which is allowed to do everything. */
  readonly client: Connect<ClientMessage, HostMessage>;
  /** Ends the host. */
  disconnect(): void;
}

type Frame = { readonly channel?: number; readonly message?: Batch<HostMessage> };

const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

/** Clients whose messages are passed to `send`, each in the envelope of its channel. */
const channels = (send: (frame: unknown) => void) => {
  const receivers = new Map<number, (message: HostMessage) => void>();
  const closers = new Map<number, (reason: unknown) => void>();
  let last = 0;
  return {
    deliver({ channel, message }: Frame) {
      if (channel === undefined || !message) return;
      for (const each of messagesIn(message)) receivers.get(channel)?.(each);
    },
    disconnect: () => closers.forEach((closed) => void closed('the host has ended')),
    client(
      receive: (message: HostMessage) => void,
      closed: (reason: unknown) => void,
    ): Transport<ClientMessage> {
      last += 1;
      const channel = last;
      receivers.set(channel, receive);
      closers.set(channel, closed);
      send({ type: 'open', channel, caller: ALLOWED });
      return {
        post: (message) => send({ channel, message }),
        close() {
          receivers.delete(channel);
          closers.delete(channel);
          send({ type: 'close', channel });
        },
      };
    },
  };
};

/** Messages are passed as objects, in a later task. */
const inMemory = (core: HostCore): Line => {
  const { deliver, client, disconnect } = channels((frame) =>
    setImmediate(() => connection.receive(copy(frame))),
  );
  const connection = core.connect((envelopes, done) => {
    setImmediate(() => {
      for (const envelope of envelopes) deliver(copy(envelope) as Frame);
      done();
    });
  });
  return {
    client,
    disconnect() {
      connection.close();
      disconnect();
    },
  };
};

/** Frames are passed as bytes, in chunks of any length. */
const overStdio = (core: HostCore): Line => {
  const inChunks = (decode: (chunk: Buffer) => void) => {
    let count = 0;
    return (bytes: Buffer) => {
      // One byte, a few, or very many, in rotation.
      for (let at = 0; at < bytes.byteLength; count += 1) {
        const length = [1, 3, 64 * 1024, 7, 1024 * 1024][count % 5] as number;
        decode(Buffer.from(bytes.subarray(at, at + length)));
        at += length;
      }
    };
  };
  const toHost = inChunks(createFrameDecoder((frame) => connection.receive(frame), MAX_FRAME_TO_HOST));
  const { deliver, client, disconnect } = channels((frame) => {
    const bytes = encodeFrame(frame, MAX_FRAME_TO_HOST);
    setImmediate(() => toHost(bytes));
  });
  const toBrowser = inChunks(createFrameDecoder((frame) => deliver(frame as Frame), MAX_FRAME_TO_BROWSER));
  const connection = core.connect((envelopes, done) => {
    const bytes = Buffer.concat(encodeWrite(envelopes));
    setImmediate(() => {
      toBrowser(bytes);
      done();
    });
  });
  return {
    client,
    disconnect() {
      connection.close();
      disconnect();
    },
  };
};

/** The native ports that the companion has opened through the mock of the browser's API. */
export const natives: { connect?: (port: PortEnd) => void } = {};

/** The SDK's port to the companion, the companion's switchboard, and its native port. */
const overPorts = (core: HostCore): Line => {
  let end = () => {};
  natives.connect = (port) => {
    const connection: Connection = core.connect((envelopes, done) => {
      for (const frame of encodeWrite(envelopes)) port.postMessage(JSON.parse(frame.toString('utf8', 4)));
      setImmediate(done);
    });
    port.onMessage.addListener((frame) => connection.receive(frame));
    port.onDisconnect.addListener(() => connection.close());
    end = () => {
      connection.close();
      port.disconnect();
    };
  };
  const board = createSwitchboard({ readToken: async () => undefined, onApproval() {} });
  return {
    client: overPort(() => {
      const [mine, companions] = createPortPair({
        id: ALLOWED.id,
        url: `chrome-extension://${ALLOWED.id}/background.js`,
      });
      board.connect(companions as never);
      return mine as never;
    }),
    disconnect: () => end(),
  };
};

export const LINES: readonly (readonly [string, (core: HostCore) => Line])[] = [
  ['a pair in memory', inMemory],
  ['stdio', overStdio],
  ['runtime ports and the companion', overPorts],
];
