import { expect, test, vi } from 'vitest';
import { AnswerError } from './answer-error.ts';
import { askJson } from './ask-json.ts';
import type { Relay } from './relay.ts';

/** A relay to a server that answers every request like this. */
const answering = (status: number, body: string): Relay => ({
  send(_, sink) {
    sink.head(status, '', []);
    sink.data(Buffer.from(body));
    sink.end();
    return { abort() {}, pause() {}, resume() {} };
  },
  close() {},
});

test.each([
  [401, '', true],
  [403, '', true],
  [407, '', true],
  [404, '', false],
  [200, '<html>', false],
])('an answer of %i "%s" is an AnswerError; rejected: %s', async (status, body, isRejected) => {
  const error = await askJson(answering(status, body), '/api/version').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AnswerError);
  expect(error).toMatchObject({ status, isRejected });
});

test('an answer without an end is refused after 16 MiB, and aborted', async () => {
  const abort = vi.fn();
  const relay: Relay = {
    send(_, sink) {
      sink.head(200, '', []);
      for (let count = 0; count < 17; count += 1) sink.data(Buffer.alloc(1024 * 1024));
      return { abort, pause() {}, resume() {} };
    },
    close() {},
  };
  await expect(askJson(relay, '/api/tags')).rejects.toThrow('too large');
  expect(abort).toHaveBeenCalledTimes(1);
});

test('the JSON of an answer', async () => {
  expect(await askJson(answering(200, '{"version":"0.24.0"}'), '/api/version')).toEqual({
    version: '0.24.0',
  });
});

test('an aborted request rejects with the reason and is aborted at the server', async () => {
  const abort = vi.fn();
  const relay: Relay = { send: () => ({ abort, pause() {}, resume() {} }), close() {} };
  const controller = new AbortController();
  const asked = askJson(relay, '/api/version', controller.signal);
  controller.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
  expect(abort).toHaveBeenCalledTimes(1);
});
