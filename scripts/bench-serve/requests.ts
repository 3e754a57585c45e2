/** Requests as bytes, as clients write them. `key` has a contender's Host header and its key. */
const head = (line: string, key: string, more: readonly string[] = []): string =>
  [`${line} HTTP/1.1`, key, 'Accept: */*', 'User-Agent: bench', ...more, '', ''].join('\r\n');

const json = (path: string, key: string, value: unknown): string => {
  const body = JSON.stringify(value);
  const more = ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`];
  return head(`POST ${path}`, key, more) + body;
};

const messages = [{ role: 'user', content: 'Why is the sky blue? Answer in one sentence, please.' }];

export const version = (key: string): string => head('GET /api/version', key);

export const shortChat = (key: string): string =>
  json('/api/chat', key, { model: 'bench', stream: false, messages });

export const streamedChat = (key: string, tokens: number, perSecond: number): string =>
  json('/api/chat', key, { model: 'bench', messages, options: { tokens, rate: perSecond } });

export const upload = (key: string, bytes: number): string =>
  head(`POST /api/blobs/sha256:${'0'.repeat(64)}`, key, [`Content-Length: ${bytes}`]);
