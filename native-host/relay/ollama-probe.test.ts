import { expect, test } from 'vitest';
import { AnswerError } from './answer-error.ts';
import { createOllamaProbe } from './ollama-probe.ts';
import type { Relay } from './relay.ts';
import type { ResponseSink } from './response-sink.ts';

/** A probe of an Ollama that the test answers for. */
const open = () => {
  const clock = { now: 0 };
  const asked: ResponseSink<Error>[] = [];
  const relay: Relay = {
    send(_request, listener) {
      asked.push(listener);
      return { abort() {}, pause() {}, resume() {} };
    },
    close() {},
  };
  const answer = (text: string) => {
    const listener = asked.at(-1);
    listener?.head(200, 'OK', []);
    listener?.data(Buffer.from(text));
    listener?.end();
  };
  return { clock, asked, answer, probe: createOllamaProbe(relay, () => clock.now) };
};

test('A6: concurrent checks, and those soon after, share one result', async () => {
  const { clock, asked, answer, probe } = open();
  const all = [probe.look(1_000), probe.look(1_000), probe.look(0)];
  answer('{"version":"0.24.0"}');
  expect(await Promise.all(all)).toEqual(Array(3).fill({ version: '0.24.0' }));
  clock.now = 999;
  await probe.look(1_000);
  expect(asked).toHaveLength(1);
});

test('a result that is too old is requested again', async () => {
  const { clock, asked, answer, probe } = open();
  const first = probe.look(1_000);
  answer('{"version":"1"}');
  await first;
  clock.now = 1_000;
  const second = probe.look(1_000);
  answer('{}');
  expect(await second).toEqual({ error: new AnswerError(200, 'not Ollama') });
  void probe.look(0);
  expect(asked).toHaveLength(3);
});

test('a failure is a result', async () => {
  const { asked, probe } = open();
  const look = probe.look(0);
  asked[0]?.fail(new Error('refused'));
  expect(await look).toEqual({ error: new Error('refused') });
});
