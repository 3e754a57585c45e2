import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A response with everything that `curl -v` shows. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  /** With names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** The number of chunks of the body. */
  readonly pieces: number;
}

interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** The address of this computer to call from. @default the system's choice */
  readonly from?: string;
}

/** Node does not add framing headers to the body of a DELETE. */
const sized = (body?: string | Buffer): Record<string, string> =>
  body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };

/** Sends one request with exactly these headers and records the response. */
export const call = (
  url: string,
  path: string,
  { method = 'GET', headers = {}, body, from }: Call = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, {
      path,
      method,
      headers: { Accept: '*/*', ...sized(body), ...headers },
      agent: false,
      ...(from !== undefined && { localAddress: from }),
    });
    outgoing.once('error', reject);
    outgoing.once('response', async (incoming) => {
      let pieces = 0;
      incoming.on('data', () => {
        pieces += 1;
      });
      const bytes = await buffer(incoming).catch(reject);
      if (!bytes) return;
      const { statusCode = 0, statusMessage = '' } = incoming;
      resolve({
        status: statusCode,
        statusText: statusMessage,
        headers: incoming.headers,
        body: bytes.toString('utf8'),
        pieces,
      });
    });
    outgoing.end(body);
  });
