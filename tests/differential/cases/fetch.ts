// cspell:ignore Grüße
import { type Case, OPTIONS } from '../case.ts';

const TEXT = JSON.stringify({ prompt: 'Grüße 😀', stream: false, options: OPTIONS });
const bodyOf = (model: string, more: object = {}): string =>
  JSON.stringify({ ...JSON.parse(TEXT), model, ...more });
const SCRIPTED = 'a real server does not answer so to order';

/** What everything else is built on: fetch and its Response. */
export const fetchCases: readonly Case[] = [
  {
    name: 'HEAD',
    run: async ({ fetch, base }) => {
      const response = await fetch(base, { method: 'HEAD' });
      return [response.status, await response.text(), response.headers.get('content-length')];
    },
  },
  { name: 'text', run: async ({ fetch, base }) => (await fetch(`${base}/`)).text() },
  { name: 'a URL', run: async ({ fetch, base }) => (await fetch(new URL(`${base}/api/version`))).json() },
  {
    name: 'a Request',
    run: async ({ fetch, base, models }) => {
      const request = new Request(`${base}/api/generate`, { method: 'POST', body: bodyOf(models.chat) });
      return (await fetch(request)).json();
    },
  },
  {
    name: 'a Request with a changed init',
    run: async ({ fetch, base, models }) => {
      const request = new Request(`${base}/api/generate`, { method: 'PUT', body: 'no' });
      return (await fetch(request, { method: 'POST', body: bodyOf(models.chat) })).json();
    },
  },
  {
    name: 'a Blob',
    run: async ({ fetch, base, models }) => {
      const body = new Blob([bodyOf(models.chat)], { type: 'application/json' });
      return (await fetch(`${base}/api/generate`, { method: 'POST', body })).json();
    },
  },
  {
    name: 'a view of bytes',
    run: async ({ fetch, base, models }) => {
      const body = new TextEncoder().encode(` ${bodyOf(models.chat)}`).subarray(1);
      return (await fetch(`${base}/api/generate`, { method: 'POST', body })).json();
    },
  },
  {
    name: 'a lower-case method',
    run: async ({ fetch, base, models }) =>
      (await fetch(`${base}/api/generate`, { method: 'post', body: bodyOf(models.chat) })).json(),
  },
  {
    name: 'every way to read',
    run: async ({ fetch, base }) => {
      const response = await fetch(`${base}/api/version`);
      const [text, blob, bytes] = [response.clone(), response.clone(), response.clone()];
      const unread = response.bodyUsed;
      return {
        json: await response.json(),
        text: await text.text(),
        blob: [(await blob.blob()).type],
        bytes: [...new Uint8Array(await bytes.arrayBuffer())],
        used: [unread, response.bodyUsed],
        again: await response.json().catch((error: Error) => error.name),
      };
    },
  },
  {
    name: 'a stream through a decoder',
    run: async ({ fetch, base, models }) => {
      const body = bodyOf(models.chat, { stream: true });
      const response = await fetch(`${base}/api/generate`, { method: 'POST', body });
      let text = '';
      const decoded = response.body?.pipeThrough(new TextDecoderStream());
      for (const reader = decoded?.getReader(); ; ) {
        const read = await reader?.read();
        if (!read || read.done) break;
        text += read.value;
      }
      return text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    },
  },
  {
    name: 'an address that is none',
    throws: 'TypeError',
    run: ({ fetch }) => fetch('http://'),
  },
  {
    name: 'a body with GET',
    throws: 'TypeError',
    run: ({ fetch, base }) => fetch(base, { body: 'no' }),
  },
  {
    name: 'a body that is not JSON',
    refused: true,
    run: async ({ fetch, base }) => {
      const response = await fetch(`${base}/api/generate`, { method: 'POST', body: '{"model":' });
      return [response.status, await response.text()];
    },
  },
  {
    name: 'routes that Ollama lacks, by which clients probe',
    // Turnkey says the same by itself: nothing reaches the server.
    refused: true,
    run: async ({ fetch, base }) => {
      const probe = async (path: string, method: string) => {
        const response = await fetch(`${base}${path}`, { method });
        const type = response.headers.get('content-type');
        return [response.status, response.statusText, type, await response.text()];
      };
      return [
        await probe('/v1/files', 'GET'),
        await probe('/v1/responses/compact', 'POST'),
        await probe('/v1/messages', 'GET'),
      ];
    },
  },
  ...[204, 205, 304].map(
    (status): Case => ({
      name: `an answer of ${status}`,
      standInOnly: SCRIPTED,
      arrange: (ollama) => void ollama.scriptNext({ path: '/api/version', method: 'GET', status }),
      run: async ({ fetch, base }) => {
        // Firefox answers a 304 from its own store.
        const response = await fetch(`${base}/api/version`, { cache: 'no-store' });
        return [response.status, response.statusText, await response.text()];
      },
    }),
  ),
  {
    name: 'bytes that are no text',
    standInOnly: SCRIPTED,
    arrange: (ollama) =>
      void ollama.scriptNext({
        path: '/api/version',
        method: 'GET',
        status: 200,
        headers: [['Content-Type', 'application/octet-stream']],
        chunks: [Buffer.from([0xff, 0x00, 0xc3]), Buffer.from([0x28, 0xed, 0xa0, 0x80])],
      }),
    run: async ({ fetch, base }) => [
      ...new Uint8Array(await (await fetch(`${base}/api/version`)).arrayBuffer()),
    ],
  },
  {
    name: 'aborted before it began, with a reason',
    throws: 'Error',
    run: ({ fetch, base }) => fetch(base, { signal: AbortSignal.abort(new Error('changed my mind')) }),
  },
  {
    name: 'aborted before the headers',
    hold: {},
    throws: 'AbortError',
    run: ({ fetch, base, models, reached }) => {
      const controller = new AbortController();
      void reached.then(() => controller.abort());
      const body = bodyOf(models.chat, { options: { num_predict: 500 } });
      return fetch(`${base}/api/generate`, { method: 'POST', body, signal: controller.signal });
    },
  },
  {
    name: 'aborted before the headers, with a reason, by the signal of a Request',
    hold: {},
    throws: 'RangeError',
    run: ({ fetch, base, models, reached }) => {
      const controller = new AbortController();
      void reached.then(() => controller.abort(new RangeError('too far')));
      const body = bodyOf(models.chat, { options: { num_predict: 500 } });
      return fetch(new Request(`${base}/api/generate`, { method: 'POST', body, signal: controller.signal }));
    },
  },
  {
    name: 'aborted in the middle',
    hold: { afterTokens: 2 },
    throws: 'AbortError',
    run: async ({ fetch, base, models }) => {
      const controller = new AbortController();
      const body = bodyOf(models.chat, { stream: true, options: { num_predict: 500 } });
      const { signal } = controller;
      const response = await fetch(`${base}/api/generate`, { method: 'POST', body, signal });
      const reader = response.body?.getReader();
      await reader?.read();
      controller.abort();
      while (!(await reader?.read())?.done);
      return 'it went on';
    },
  },
  {
    name: 'cancelled in the middle',
    lazyPlain: 'Firefox looks at the cancelled stream only when the next piece comes',
    hold: { afterTokens: 2 },
    run: async ({ fetch, base, models }) => {
      const body = bodyOf(models.chat, { stream: true, options: { num_predict: 500 } });
      const response = await fetch(`${base}/api/generate`, { method: 'POST', body });
      const reader = response.body?.getReader();
      await reader?.read();
      await reader?.cancel();
      return (await reader?.read())?.done;
    },
  },
];
