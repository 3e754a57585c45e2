import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { bearer, chat } from './ask.ts';
import { type ServeStage, setServeStage } from './start-serve.ts';

/** What the attack review did to `serve`, by its number in SECURITY.md. */
const ollama = createStandIn();
let upstream: string;
let stage: ServeStage;
let key: string;
beforeAll(async () => {
  upstream = await ollama.start();
  stage = await setServeStage();
  key = await stage.key();
});
afterAll(async () => {
  await stage.strike();
  await ollama.stop();
});

/** A streamed answer that has begun and is held after some tokens. */
const stream = async (url: string) => {
  const gate = ollama.holdNext({ afterTokens: 2 });
  const { body, ...options } = chat(bearer(key));
  const outgoing = request(url, { path: '/api/chat', agent: false, ...options });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const whole = text(incoming);
  await gate.reached;
  return { gate, whole };
};

describe('A9: a closed stdout or stderr', () => {
  test.each(['stdout', 'stderr'] as const)('%s: serve and its streams go on', async (name) => {
    const served = await stage.serve(['--upstream', upstream, '--access-log']);
    const running = await stream(served.url);
    served.child[name]?.destroy();
    // Each ends with a line of the log, which nobody may read any more.
    for (let count = 0; count < 3; count += 1) {
      expect((await served.call('/api/version', { headers: bearer(key) })).status).toBe(200);
    }
    const stopped = 'The access log cannot be written (EPIPE) and stops.';
    if (name === 'stdout') await expect.poll(() => served.said()).toContain(stopped);
    running.gate.release();
    expect(await running.whole).toContain('"done":true');
    served.child.kill('SIGTERM');
    expect(await served.ended).toBe(0);
    expect(served.said().split('The access log').length).toBe(name === 'stdout' ? 2 : 1);
  });
});

test('A14: a made-up model name cannot write to the terminal that shows the access log', async () => {
  const served = await stage.serve(['--upstream', upstream, '--access-log']);
  const model = 'x\u009b31m\u202e\u2028\u007f\u200b';
  expect((await served.call('/api/chat', chat(bearer(key), { model }))).status).toBe(400);
  await expect.poll(() => served.written()).toMatch(/\n$/);
  expect(served.written()).toMatch(/^[ -~]+\n$/);
  expect(JSON.parse(served.written()).models).toEqual(['x\\u{9b}31m\\u{202e}\\u{2028}\\u{7f}\\u{200b}']);
});
