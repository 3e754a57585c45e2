import { buffer, json, text } from 'node:stream/consumers';
import type { OutgoingRequest } from '../../extension/sdk/session/exchange.ts';
import type { Reply } from '../../extension/sdk/session/reply.ts';
import type { Session } from '../../extension/sdk/session/session.ts';

import { PRIVATE_PROMPT } from '../../scripts/leaks/private-words.ts';

export const MODEL = 'smollm2:135m';

export const get = (path: string): OutgoingRequest => ({ method: 'GET', path, headers: {} });

export const post = (path: string, body: unknown): OutgoingRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json' },
  body: { text: JSON.stringify(body) },
});

export const chat = (content = PRIVATE_PROMPT, more: object = {}): OutgoingRequest =>
  post('/api/chat', { model: MODEL, messages: [{ role: 'user', content }], ...more });

export const bytesOf = (reply: Reply): Promise<Buffer> => buffer(reply.body);
export const textOf = (reply: Reply): Promise<string> => text(reply.body);
export const jsonOf = (reply: Reply): Promise<unknown> => json(reply.body);

/** Asks and reads the whole answer. */
export const ask = async (session: Session, request: OutgoingRequest): Promise<Buffer> =>
  bytesOf(await session.request(request));

/** Status, code and message of a refusal in the shape of the native routes. */
export const refusal = async (session: Session, request: OutgoingRequest) => {
  const reply = await session.request(request);
  const body = (await jsonOf(reply)) as { error: string; code: string };
  return { status: reply.status, code: body.code, message: body.error };
};
