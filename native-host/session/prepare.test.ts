import { expect, onTestFinished, test, vi } from 'vitest';
import { createFakeRelay } from '../../scripts/fuzz/fake-relay.ts';
import { ALLOWED, openHostCore, STRANGER } from '../../scripts/fuzz/host-core.ts';
import type { Caller } from '../../shared/access/caller.ts';

/** A host that has received a hello of the caller; resolves when the answer has left it. */
const greeted = async (caller: Caller) => {
  const relay = createFakeRelay(() => ({}));
  const send = vi.spyOn(relay, 'send');
  const core = await openHostCore(relay);
  const sent: boolean[] = [];
  const answered = Promise.withResolvers<void>();
  const connection = core.connect((_messages, done) => {
    // Not before the welcome has left.
    sent.push(send.mock.calls.length > 0);
    done();
    answered.resolve();
  });
  onTestFinished(async () => {
    connection.close();
    await core.close();
  });
  connection.receive({ type: 'open', channel: 1, caller });
  const client = { name: 'test', version: '1' };
  connection.receive({ channel: 1, message: { type: 'hello', protocol: { min: 1, max: 1 }, client } });
  await answered.promise;
  return { asked: send.mock.calls.map(([{ path }]) => path), sent };
};

test('a caller with a grant makes the host ask Ollama for its models, after the welcome', async () => {
  const { asked, sent } = await greeted(ALLOWED);
  expect(asked).toEqual(['/api/tags']);
  expect(sent).toEqual([false]);
});

test('a stranger makes the host ask nothing', async () => {
  const { asked } = await greeted(STRANGER);
  expect(asked).toEqual([]);
});
