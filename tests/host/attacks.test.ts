import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { isTurnkeyError } from '../../extension/sdk/errors/turnkey-error.ts';
import type { Session } from '../../extension/sdk/session/session.ts';
import type { BodyReader } from '../../extension/sdk/session/upload.ts';
import { encodeFrame } from '../../native-host/stdio/encode-frame.ts';
import { CALLER_LIMITS, INLINE_BODY, MAX_FRAME_TO_HOST, MAX_WAITING } from '../../shared/protocol/limits.ts';
import { PROTOCOL } from '../../shared/protocol/version.ts';
import { ask, chat, get, jsonOf, refusal } from './ask.ts';
import { allow, CLIENT, createHostEnv, deny, dismiss, OTHER_EXTENSION } from './create-host-env.ts';
import type { RunningHost } from './start-host.ts';

/**
 * Attacks by an extension without a grant on others. The numbers are those of the attacks in docs/internals/threats.md.
 */

const STRANGER = { id: OTHER_EXTENSION, page: true, own: false };
const HELLO = { type: 'hello', protocol: PROTOCOL, client: { name: 'test', version: '1' } };

/** A host with one allowed extension, and no user who answers prompts for the other. */
const beside = async () => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired((pending, root) =>
    pending.caller === CLIENT.id ? allow()(pending, root) : undefined,
  );
  const allowed = host.client(CLIENT);
  await ask(allowed, get('/api/tags'));
  return { testEnv, host, allowed };
};

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fulfilled',
    (error: unknown) => (isTurnkeyError(error) ? error.code : 'other'),
  );

/** Expects that the allowed extension still gets answers. */
const expectServed = async (allowed: Session) =>
  expect(JSON.parse(String(await ask(allowed, get('/api/version'))))).toHaveProperty('version');

/** Opens a channel on which only the test sends messages. */
const openRaw = (host: RunningHost, channel: number, caller = STRANGER) => {
  host.send({ type: 'open', channel, caller });
  host.send({ channel, message: HELLO });
  return {
    say: (message: unknown) => host.send({ channel, message }),
    /** Resolves with the code of the problem for which the host ends the channel. */
    ended: () =>
      host.frame(
        (frame) => frame.channel === channel && frame.message?.type === 'error' && !('id' in frame.message),
      ),
  };
};

const endless = (bytes: number): BodyReader => {
  let sent = false;
  return {
    read: async () => {
      if (sent) return new Promise<never>(() => {});
      sent = true;
      return { done: false, value: new Uint8Array(bytes).fill(0x20) };
    },
    cancel: async () => {},
  };
};

describe('A2: a body of an extension without a grant', () => {
  test('A2: is not parsed, so the extension does not get an error about its contents', async () => {
    const testEnv = await createHostEnv();
    const { host } = await testEnv.paired(deny);
    const request = { ...chat(), body: { text: '{"model":1,,' } };
    expect(await refusal(host.client(STRANGER), request)).toMatchObject({ status: 403, code: 'denied' });
  });

  test('A2: within its request is limited for every caller', async () => {
    const { host, allowed } = await beside();
    const body = { text: ' '.repeat(INLINE_BODY + 1) };
    for (const session of [allowed, host.client(STRANGER)]) {
      expect(await refusal(session, { ...chat(), body })).toMatchObject({
        status: 413,
        code: 'body_too_large',
      });
    }
  });

  test('A2: is buffered up to a limit over all of its channels, and others are served', async () => {
    const { host, allowed } = await beside();
    const uploads = CALLER_LIMITS.undecided / (512 * 1024) + 4;
    const codes = Array.from({ length: uploads }, () =>
      codeOf(
        host.client(STRANGER).request({
          ...chat(),
          body: undefined,
          upload: endless(512 * 1024),
        }),
      ),
    );
    expect(await Promise.race(codes)).toBe('too_many_requests');
    await expectServed(allowed);
  });

  test('A2: a form with many fields is refused without reading them', async () => {
    const { allowed } = await beside();
    const field = (at: number) => `--b\r\nContent-Disposition: form-data; name="f${at}"\r\n\r\nx\r\n`;
    const text = `${Array.from({ length: 1_000 }, (_, at) => field(at)).join('')}--b--\r\n`;
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const request = { method: 'POST', path: '/v1/audio/transcriptions', headers, body: { text } };
    const reply = await allowed.request(request);
    expect([reply.status, JSON.stringify(await jsonOf(reply))]).toEqual([
      400,
      expect.stringContaining('more than 256 fields'),
    ]);
  });
});

describe('A3: an invalid message ends the channel of its sender', () => {
  const tooLong = (channel: number) => {
    const json = Buffer.from(JSON.stringify({ channel, message: 'x'.repeat(MAX_FRAME_TO_HOST) }));
    const header = Buffer.alloc(4);
    header.writeUInt32LE(json.byteLength);
    return Buffer.concat([header, json]);
  };
  const many = Array.from({ length: 100_000 }, () => []);
  const CASES: readonly (readonly [string, (channel: number) => Buffer])[] = [
    ['undefined, which JSON leaves out', (channel) => encodeFrame({ channel })],
    ['null', (channel) => encodeFrame({ channel, message: null })],
    ['a list', (channel) => encodeFrame({ channel, message: [[], []] })],
    ['a frame that is too long', tooLong],
    [
      'a call with large parameters',
      (channel) =>
        encodeFrame({ channel, message: { type: 'call', id: 1, name: 'access.request', params: { many } } }),
    ],
    [
      'a request with very many headers',
      (channel) => {
        const headers = Object.fromEntries(many.slice(0, 1_000).map((_, at) => [`x-${at}`, '']));
        const request = { type: 'request', id: 1, method: 'GET', path: '/', headers };
        return encodeFrame({ channel, message: request });
      },
    ],
  ];

  test.each(CASES)('A3: %s', async (_, frame) => {
    const { host, allowed } = await beside();
    const raw = openRaw(host, 900);
    host.sendBytes(frame(900));
    expect((await raw.ended()).message).toMatchObject({ code: 'protocol_error' });
    await expectServed(allowed);
  });

  test('A3: waiting calls are limited over all channels, and further ones are refused with a reason', async () => {
    const { host, allowed } = await beside();
    const sessions = [host.client(STRANGER), host.client(STRANGER)];
    const calls = Array.from({ length: CALLER_LIMITS.calls + 1 }, (_, at) => sessions[at % 2]);
    const codes = calls.map((session) => codeOf(session?.call('access.request', {}) ?? Promise.resolve()));
    expect(await Promise.race(codes)).toBe('too_many_requests');
    await expectServed(allowed);
  });

  test('A3: channels are limited for each extension', async () => {
    const { host, allowed } = await beside();
    const all = Array.from({ length: CALLER_LIMITS.channels + 1 }, (_, at) => openRaw(host, 1_000 + at));
    expect((await all.at(-1)?.ended())?.message).toMatchObject({ code: 'too_many_requests' });
    host.send({ type: 'close', channel: 1_000 });
    expect(await codeOf(host.client(STRANGER).welcome)).toBe('fulfilled');
    await expectServed(allowed);
  });
});

describe('A5: windows', () => {
  test.each([
    ['a request', (client: Session, signal: AbortSignal) => client.request(chat(), signal)],
    ['requestAccess()', (client: Session, signal: AbortSignal) => client.call('access.request', {}, signal)],
  ])('A5: %s that cancels each window it has opened gets two in ten minutes', async (_, start) => {
    const testEnv = await createHostEnv();
    let windows = 0;
    let controller = new AbortController();
    const { host, root } = await testEnv.paired(() => {
      windows += 1;
      controller.abort();
    });
    for (let times = 0; times < 6; times += 1) {
      controller = new AbortController();
      await start(host.client(STRANGER), controller.signal).catch(() => {});
    }
    expect([windows > 0, windows <= 2]).toEqual([true, true]);
    expect(await root.call('dismissals.list')).toMatchObject([{ caller: STRANGER.id, times: windows }]);
  });

  test('A5: the user can let it ask again', async () => {
    const testEnv = await createHostEnv();
    const asked: string[] = [];
    const { host, root } = await testEnv.paired((pending, own) => {
      asked.push(pending.id);
      return dismiss(pending, own);
    });
    const client = host.client(STRANGER);
    for (let times = 0; times < 3; times += 1) await codeOf(client.call('access.request', {}));
    expect(asked).toHaveLength(2);
    await root.call('dismissals.remove', { caller: STRANGER.id });
    await codeOf(client.call('access.request', {}));
    expect(asked).toHaveLength(3);
  });
});

describe('A6: status', () => {
  test('A6: an extension without a grant sees states, but neither address nor version', async () => {
    const { testEnv, host, allowed } = await beside();
    const told = await host.client(STRANGER).call('status');
    expect(told).toMatchObject({ ollama: { state: 'ready' }, grant: null });
    expect(JSON.stringify(told)).not.toContain(new URL(testEnv.standIn.url).port);
    expect(told).not.toHaveProperty('ollama.version');
    expect(await allowed.call('status')).toMatchObject({ ollama: { address: testEnv.standIn.url } });
    await testEnv.standIn.stop();
  });

  test('A6: many simultaneous status calls cause one request to Ollama', async () => {
    const { testEnv, host } = await beside();
    const versions = () => testEnv.standIn.requests.filter(({ path }) => path === '/api/version').length;
    const gate = testEnv.standIn.holdNext({ path: '/api/version' });
    const clients = Array.from({ length: 8 }, () => host.client(STRANGER));
    const all = clients.flatMap((client) => Array.from({ length: 20 }, () => client.call('status')));
    await gate.reached;
    gate.release();
    await Promise.all(all);
    expect(versions()).toBe(1);
  });

  test.each(['http://user:hidden@127.0.0.1:1', 'http://127.0.0.1:1/?token=hidden'])(
    'A6: a secret in the address %s is not shown',
    async (address) => {
      const testEnv = await createHostEnv();
      const key = (await testEnv.cli('api-key')).stdout.trim();
      const root = testEnv.start(undefined, { OLLAMA_HOST: address }).root();
      await root.call('pair', { key });
      expect(JSON.stringify(await root.call('status'))).not.toContain('hidden');
    },
  );

  test.each(['http://127.0.0.1:1/?token=hidden', 'http://127.0.0.1:1/#hidden'])(
    'A6: `upstream set %s` is refused',
    async (address) => {
      const testEnv = await createHostEnv();
      const { code, stderr } = await testEnv.cli('upstream', 'set', address);
      expect([code, stderr]).toEqual([1, expect.not.stringContaining('hidden')]);
    },
  );
});

describe('A21: a flood', () => {
  test('A21: of pings whose answers are not read ends its channel', async () => {
    const { host, allowed } = await beside();
    const raw = openRaw(host, 900);
    host.child.stdout.pause();
    for (let at = 0; at < 20 * MAX_WAITING; at += 1) raw.say({ type: 'ping' });
    // The host has read all of them but what a pipe holds, and its answers fill another one.
    await once(host.child.stdin, 'drain');
    host.child.stdout.resume();
    expect((await raw.ended()).message).toMatchObject({ code: 'protocol_error' });
    await expectServed(allowed);
  });
});
