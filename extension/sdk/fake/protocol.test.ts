import * as v from 'valibot';
import { expect, test } from 'vitest';
import { createAuditor } from '../../../scripts/fuzz/auditor.ts';
import {
  type ClientMessage,
  clientMessageSchema,
  type HostMessage,
} from '../../../shared/protocol/messages.ts';
import { makeTurnkey } from '../make-turnkey.ts';
import { createFakeCompanion, type FakeOptions } from './fake-companion.ts';

/** A Turnkey whose every message is checked, in both directions, by the rules for the real ends. */
const audited = (options: FakeOptions = {}) => {
  const companion = createFakeCompanion(options);
  const auditor = createAuditor();
  const heard: HostMessage[] = [];
  const wrong: unknown[] = [];
  const check = (work: () => void) => {
    try {
      work();
    } catch (error) {
      wrong.push(error);
    }
  };
  const turnkey = makeTurnkey(
    {},
    {
      connect(receive, closed) {
        const port = companion.connect();
        port.onMessage.addListener((message) => {
          heard.push(message as HostMessage);
          check(() => auditor.heard(1, message as HostMessage));
          receive(message as HostMessage);
        });
        port.onDisconnect.addListener(() => closed(undefined));
        return {
          post(message: ClientMessage) {
            check(() => v.parse(clientMessageSchema, JSON.parse(JSON.stringify(message))));
            if (message.type === 'credit') auditor.granted(1, message.id, message.bytes);
            port.postMessage(message);
          },
          close: () => port.disconnect(),
        };
      },
    },
  );
  return { companion, turnkey, heard, wrong };
};

const post = (body: BodyInit) => ({ method: 'POST', body });
const settled = () => new Promise(setImmediate);

test('an answer, an upload, a refusal, a cancellation and a prompt follow the protocol', async () => {
  const { companion, turnkey, wrong } = audited({ user: 'allow' });
  await (await turnkey.fetch('http://ollama/api/chat', post('{}'))).text();
  await (await turnkey.fetch('http://ollama/api/embed', post('{}'.padEnd(3_000_000)))).text();
  await (await turnkey.fetch('http://ollama/api/chat', post('{}'))).body?.cancel();
  companion.state = 'not_approved';
  await (await turnkey.fetch('http://ollama/api/chat', post('{}'))).text();
  companion.state = 'denied';
  await (await turnkey.fetch('http://ollama/api/chat', post('{}'))).text();
  await turnkey.status();
  await settled();
  expect(wrong).toEqual([]);
});

test('each request ends once, also when the permission goes while it runs', async () => {
  const { companion, turnkey, heard, wrong } = audited();
  companion.hold();
  const all = [1, 2, 3].map(() => turnkey.fetch('http://ollama/api/chat', post('{}')).catch(() => 'failed'));
  await settled();
  companion.state = 'denied';
  companion.release();
  expect(await Promise.all(all)).toEqual(['failed', 'failed', 'failed']);
  await settled();
  expect(wrong).toEqual([]);
  expect(heard.filter(({ type }) => type === 'error')).toHaveLength(3);
});

test('unread replies never take more than the windows of the reply and the session', async () => {
  const { companion, turnkey, heard, wrong } = audited();
  const piece = 'x'.repeat(1024 * 1024);
  companion.answer('POST /api/chat', () => ({ body: [piece, piece] }));
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => turnkey.fetch('http://ollama/api/chat', post('{}'))),
  );
  await settled();
  const sent = heard.reduce((sum, message) => sum + ('text' in message ? (message.text?.length ?? 0) : 0), 0);
  expect(sent).toBe(8 * piece.length);
  const read = await Promise.all(replies.map((reply) => reply.text()));
  expect(read.map(({ length }) => length)).toEqual(replies.map(() => 2 * piece.length));
  expect(wrong).toEqual([]);
});

test('nothing is kept of what has ended', async () => {
  const { companion, turnkey } = audited();
  const response = await turnkey.fetch('http://ollama/api/chat', post('{}'));
  turnkey.close();
  await expect(response.text()).rejects.toMatchObject({ code: 'interrupted' });
  await settled();
  expect(companion.requests.map(({ signal }) => signal.aborted)).toEqual([true]);
  expect(await turnkey.status()).toMatchObject({ ready: true });
});
