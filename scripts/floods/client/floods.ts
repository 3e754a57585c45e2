/** Sends one message on the port. */
export type Post = (message: unknown) => void;

const MILLION = 1_000_000;

const post = (id: number, path: string, rest: object) => ({
  type: 'request',
  id,
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json' },
  ...rest,
});

const chat = (id: number, rest: object) => post(id, '/api/chat', rest);

/** A form with about 60 bytes per field. */
const form = (fields: number): string => {
  const field = (at: number) => `--b\r\nContent-Disposition: form-data; name="f${at}"\r\n\r\n\r\n`;
  return `${Array.from({ length: fields }, (_, at) => field(at)).join('')}--b--\r\n`;
};

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);

/**
 * What an extension without a grant sends over one port. The numbers are those of the attacks in docs/internals/threats.md.
 */
export const FLOODS = {
  'A2 form': (send: Post) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    send(post(1, '/v1/audio/transcriptions', { headers, body: { text: form(MILLION / 10) } }));
  },
  'A2 json': (send: Post) => {
    for (const id of range(3)) send(chat(id, { body: { text: '[],'.repeat(15 * MILLION) } }));
  },
  'A2 small bodies': (send: Post) => {
    for (const id of range(256)) send(chat(id, { body: { text: '[],'.repeat(40_000) } }));
  },
  'A2 uploads': (send: Post) => {
    for (const id of range(256)) {
      send(chat(id, { upload: true }));
      for (const seq of range(5)) {
        send({ type: 'body', id, seq: seq - 1, text: 'x'.repeat(200_000), last: false });
      }
    }
  },
  'A3 undefined': (send: Post) => send(undefined),
  'A3 large message': (send: Post) => send({ type: 'ping', text: 'x'.repeat(60 * MILLION) }),
  'A3 calls': (send: Post) => {
    for (const id of range(4)) {
      const lists = Array.from({ length: 9 * MILLION }, () => 0);
      send({ type: 'call', id, name: 'access.request', params: { models: lists } });
    }
  },
  'A3 many calls': (send: Post) => {
    const models = Array.from({ length: 200 }, () => 'm'.repeat(300));
    for (const id of range(256)) send({ type: 'call', id, name: 'access.request', params: { models } });
  },
  'A5 windows': (send: Post) => {
    for (const id of range(100)) {
      send(id % 2 === 0 ? chat(id, {}) : { type: 'call', id, name: 'access.request', params: {} });
      send({ type: 'cancel', id });
    }
  },
  'A6 status': (send: Post) => {
    for (const id of range(200)) send({ type: 'call', id, name: 'status' });
  },
  'A18 BigInt': (send: Post) => send({ type: 'call', id: 1n, name: 'status' }),
  'A21 pings': (send: Post) => {
    for (let count = 0; count < 50_000; count += 1) send({ type: 'ping' });
  },
  'A21 pongs': (send: Post) => {
    for (let count = 0; count < 50_000; count += 1) send({ type: 'pong' });
  },
} as const satisfies Record<string, (send: Post) => void>;

export type FloodName = keyof typeof FLOODS;
