import { describe, expect, test } from 'vitest';
import type { OutgoingRequest } from '../../extension/sdk/session/exchange.ts';
import type { Session } from '../../extension/sdk/session/session.ts';
import { fromClients } from '../../scripts/stand-in/controls/request-log.ts';
import { UPLOAD_WINDOW } from '../../shared/protocol/limits.ts';
import { ask, bytesOf, chat, get, jsonOf, MODEL, post } from './ask.ts';
import { allow, CLIENT, createHostEnv, EXTENSION, type HostEnv } from './create-host-env.ts';

/**
 * Vulnerabilities of other gateways while they answer, tested on the host. The numbers are those of docs/internals/threats.md.
 */

const DIRECT = `chrome-extension://${EXTENSION}/`;
const idOf = (key: string): string => key.split('_')[1] ?? '';

const setDirect = async (...flags: readonly string[]) => {
  const testEnv = await createHostEnv();
  const key = (await testEnv.cli('key', 'create', ...flags)).stdout.trim();
  const session = testEnv.start(DIRECT).root({ key });
  await session.welcome;
  return { testEnv, key, id: idOf(key), session };
};

const outcome = async (session: Session, request: OutgoingRequest) => {
  const reply = await session.request(request);
  const header = (wanted: string) => reply.headers.find(([name]) => name === wanted)?.[1];
  return {
    status: reply.status,
    code: header('X-Turnkey-Error'),
    retryAfter: header('Retry-After'),
    body: await jsonOf(reply),
  };
};

/** An answer of which the first tokens have arrived. */
const streaming = async ({ standIn }: HostEnv, session: Session, request = chat()) => {
  const gate = standIn.holdNext({ afterTokens: 3 });
  const reply = await session.request(request);
  await gate.reached;
  return { reply, gate };
};

describe('T12: a limiter that fails open', () => {
  test('a request over the limit per minute is refused, in each error format, with the time to wait', async () => {
    const { session } = await setDirect('--limit-minute', '2');
    await ask(session, get('/api/version'));
    await ask(session, get('/api/version'));
    const dialects = [
      get('/api/tags'),
      get('/v1/models'),
      post('/v1/messages', { model: MODEL, messages: [] }),
    ];
    for (const request of dialects) {
      const answer = await outcome(session, request);
      expect(answer).toMatchObject({ status: 429, code: 'rate_limited' });
      expect(Number(answer.retryAfter)).toBeGreaterThan(0);
      expect(JSON.stringify(answer.body)).toContain('[rate_limited]');
    }
  });

  test('two hosts share the count of a key, and another key has its own', async () => {
    const { testEnv, session } = await setDirect('--limit-minute', '1');
    await ask(session, get('/api/version'));
    const second = testEnv.start(DIRECT).root();
    expect(await outcome(second, get('/api/tags'))).toMatchObject({ code: 'rate_limited' });
    const key = (await testEnv.cli('key', 'create')).stdout.trim();
    const other = testEnv.start('chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba/').root({ key });
    expect(await outcome(other, get('/api/tags'))).toMatchObject({ status: 200 });
  });

  test('the limit of simultaneous requests holds, and each end frees a place', async () => {
    const { testEnv, session } = await setDirect('--limit-concurrent', '1');
    const { reply, gate } = await streaming(testEnv, session);
    const refused = await outcome(session, get('/api/tags'));
    expect(refused).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(Number(refused.retryAfter)).toBeGreaterThan(0);
    gate.release();
    await bytesOf(reply);
    expect(await outcome(session, get('/api/tags'))).toMatchObject({ status: 200 });
    expect(await outcome(session, post('/api/show', { model: 'nope' }))).toMatchObject({ status: 404 });
    expect((await session.request(get('/api/nope'))).status).toBe(404);
    expect(await outcome(session, get('/api/tags?x=1'))).toMatchObject({ code: 'operation_unknown' });
    const broken = await streaming(testEnv, session);
    await broken.reply.body.cancel();
    await testEnv.standIn.waitForIdle();
    expect(await outcome(session, get('/api/tags'))).toMatchObject({ status: 200 });
  });
});

describe('T14: a revoked permission remains in effect', () => {
  test.each([
    ['revoked', 'revoke'],
    ['disabled', 'disable'],
  ])('when another process has %s a key, its running requests end', async (_, act) => {
    const { testEnv, id, session } = await setDirect();
    const { reply } = await streaming(testEnv, session);
    await testEnv.cli('key', act, id);
    await expect(bytesOf(reply)).rejects.toMatchObject({ code: 'access_revoked' });
    await testEnv.standIn.waitForIdle();
    expect(testEnv.standIn.aborted).toBe(1);
    expect(await outcome(session, get('/api/tags'))).toMatchObject({ code: `key_${act}d` });
  });

  test('revoking a grant in the settings ends its requests, narrowing it ends those it no longer covers', async () => {
    const testEnv = await createHostEnv();
    const { host, root } = await testEnv.paired(allow());
    const client = host.client(CLIENT);
    const { id } = await client.call('access.request', {});
    const narrowed = await streaming(testEnv, client);
    const other = await streaming(testEnv, client, chat('x', { model: 'smollm2:tools' }));
    const scopes = ['infer'] as const;
    await root.call('grants.change', { id, scopes, models: ['smollm2:tools'], duration: 'keep' });
    await expect(bytesOf(narrowed.reply)).rejects.toMatchObject({ code: 'model_not_allowed' });
    await root.call('grants.revoke', { id });
    await expect(bytesOf(other.reply)).rejects.toMatchObject({ code: 'access_revoked' });
    await testEnv.standIn.waitForIdle();
    expect(testEnv.standIn.aborted).toBe(2);
  });

  test('requests of others continue', async () => {
    const { testEnv, session } = await setDirect();
    const { reply, gate } = await streaming(testEnv, session);
    const other = (await testEnv.cli('key', 'create')).stdout.trim();
    await testEnv.cli('key', 'revoke', idOf(other));
    gate.release();
    expect((await bytesOf(reply)).toString()).toContain('"done":true');
  });
});

describe('T21: one caller takes all resources', () => {
  /** An endless body that counts the bytes read from it. */
  const endless = () => {
    const taken = { bytes: 0 };
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        const chunk = Buffer.alloc(64 * 1024, 32);
        taken.bytes += chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
    return { taken, upload: stream.getReader() };
  };

  test.each([
    ['has no grant', []],
    ['lacks the scope', ['--scope', 'read']],
  ])('the body of a caller that %s is not read', async (_, flags) => {
    const testEnv = await createHostEnv();
    const key = flags.length > 0 ? { key: (await testEnv.cli('key', 'create', ...flags)).stdout.trim() } : {};
    const session = testEnv.start(DIRECT).root(key);
    const { taken, upload } = endless();
    const { body: _body, ...head } = chat();
    const reply = await session.request({ ...head, upload });
    expect(reply.status).toBeGreaterThanOrEqual(401);
    await bytesOf(reply);
    // The initial credit of an upload, and the queue of the client.
    expect(taken.bytes).toBeLessThanOrEqual(UPLOAD_WINDOW + 4 * 64 * 1024);
    expect(fromClients(testEnv.standIn.requests)).toEqual([]);
  });
});
