import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { formatKey } from '../../shared/key/key.ts';
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

describe('A13: what callers learn of a failure', () => {
  /** A key with a right check sum that nobody was given. */
  const STRANGER = formatKey('otk', 'AAAAAAAA', 'B'.repeat(43));

  test('of the store: not its path; stderr has it, once', async () => {
    const own = await setServeStage();
    await own.key();
    const served = await own.serve(['--upstream', upstream]);
    const ask = () => served.call('/api/tags', { headers: bearer(STRANGER) });
    expect((await ask()).status).toBe(401);
    const path = join(own.folder, 'turnkey.sqlite');
    // Without truncating: the process has the third of them mapped.
    const noise = Buffer.alloc(32_768, 'this is no database ');
    for (const end of ['', '-wal', '-shm']) await writeFile(`${path}${end}`, noise, { flag: 'r+' });
    await expect.poll(async () => (await ask()).status).toBe(503);
    const answers = [
      await ask(),
      await ask(),
      await served.call('/v1/models', { headers: bearer(STRANGER) }),
    ];
    for (const { status, body, headers } of answers) {
      expect([status, headers['x-turnkey-error']]).toEqual([503, 'store_failed']);
      expect(body).toContain('The store of keys and permissions cannot be used at the moment.');
      expect(body).not.toMatch(/turnkey\.sqlite|\/|database|damaged/);
    }
    expect(served.said().split(path)).toHaveLength(2);
    await own.strike();
  });

  test('of Ollama: not its address, nor what that holds; stderr has it, once, without secrets', async () => {
    const served = await stage.serve(['--upstream', 'http://127.0.0.1:1']);
    for (const path of ['/api/chat', '/v1/chat/completions', '/v1/messages']) {
      const { status, body } = await served.call(path, chat(bearer(key), { stream: true }));
      expect([status, body]).toEqual([502, expect.stringContaining('Ollama does not answer.')]);
      expect(body).not.toMatch(/127\.0\.0\.1|ECONN|http:/);
    }
    const said = served.said().split('Ollama does not answer at http://127.0.0.1:1 (ECONNREFUSED).');
    expect(said).toHaveLength(2);
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
