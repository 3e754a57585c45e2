import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Pairs, Recording } from '../../scripts/stand-in/recorded/recordings.ts';
import { toBuffer } from '../../scripts/stand-in/recorded/recordings.ts';

/** The observed response, in the format of a recording. */
export interface Observed {
  /** 0 if there was no response. */
  readonly status: number;
  readonly statusText: string;
  readonly headers: Pairs;
  readonly body: Buffer;
  readonly end: string;
}

/** An action to perform after a number of lines of the body. */
export interface Interruption {
  readonly afterLines: number;
  act(hangUp: () => void): void;
}

/** Sends a recorded request with its exact headers, and records the response. */
export function exchange(
  url: string,
  recorded: Recording['request'],
  interrupt?: Interruption,
): Promise<Observed> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const outgoing = httpRequest({
      hostname,
      port,
      method: recorded.method,
      path: recorded.path,
      headers: recorded.headers.flat(),
      setHost: false,
      agent: false,
    });
    outgoing.once('error', (error: NodeJS.ErrnoException) => {
      resolve({
        status: 0,
        statusText: '',
        headers: [],
        body: Buffer.alloc(0),
        end: `refused: ${error.code}`,
      });
    });
    outgoing.once('response', (incoming) => {
      void readResponse(incoming, () => outgoing.destroy(), interrupt).then(resolve);
    });
    outgoing.end(recorded.body === undefined ? undefined : toBuffer(recorded.body));
  });
}

async function readResponse(
  incoming: IncomingMessage,
  hangUp: () => void,
  interrupt: Interruption | undefined,
): Promise<Observed> {
  const chunks: Buffer[] = [];
  let lines = 0;
  let closedByUs = false;
  let end = 'complete';
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      const before = lines;
      lines += chunk.filter((byte) => byte === 0x0a).length;
      if (interrupt === undefined || before >= interrupt.afterLines || lines < interrupt.afterLines) continue;
      interrupt.act(() => {
        closedByUs = true;
        hangUp();
      });
    }
  } catch (error) {
    end = closedByUs ? 'client closed' : `broken: ${(error as NodeJS.ErrnoException).code}`;
  }
  return {
    status: incoming.statusCode ?? 0,
    statusText: incoming.statusMessage ?? '',
    headers: toPairs(incoming.rawHeaders),
    body: Buffer.concat(chunks),
    end,
  };
}

function toPairs(raw: readonly string[]): Pairs {
  return Array.from(
    { length: raw.length / 2 },
    (_, index) => [raw[index * 2] ?? '', raw[index * 2 + 1] ?? ''] as const,
  );
}
