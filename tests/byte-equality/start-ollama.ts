import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Case, numberIn, sentBy } from './case.ts';

/** The content of a body, independent of the boundary of a form. */
const contentOf = async (type: string | undefined, body: Buffer): Promise<unknown> => {
  if (!type?.startsWith('multipart/')) return body.toString('base64');
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  return Promise.all(
    [...form].map(async ([name, value]) => [
      name,
      typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer()).toString('base64'),
    ]),
  );
};

/** An Ollama that responds to each case with its bytes, in its pieces, and records the requests. */
export interface EqualityOllama {
  readonly url: string;
  add(each: Case): void;
  /** The request bodies received for a case. */
  received(each: Case): readonly unknown[];
  stop(): void;
}

export const startOllama = async (): Promise<EqualityOllama> => {
  const cases = new Map<number, Case>();
  const received = new Map<number, unknown[]>();
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const each = cases.get(numberIn(request.headers.accept));
    // The host rebuilds the path from its parts, with all characters encoded that can be.
    const path = decodeURIComponent(request.url ?? '');
    if (!each || request.method !== each.method || path !== sentBy(each).path) {
      return void response.writeHead(404).end(`${request.method} ${path} ${request.headers.accept}`);
    }
    const { number, answer } = each;
    received.get(number)?.push(await contentOf(request.headers['content-type'], body));
    response.sendDate = false;
    response.writeHead(200 + (number % 3), { 'Content-Type': 'application/x-any', 'X-Case': `${number}` });
    response.flushHeaders();
    const chunks = answer === 'echo' ? [body] : answer;
    for (const chunk of request.method === 'HEAD' ? [] : chunks) {
      response.write(chunk);
      await nextTurn();
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add(each) {
      cases.set(each.number, each);
      received.set(each.number, []);
    },
    received: ({ number }) => received.get(number) ?? [],
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
};
