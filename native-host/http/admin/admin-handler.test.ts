import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { formatKey } from '../../../shared/key/key.ts';
import { StoreError } from '../../store/store-error.ts';
import { FREE } from '../wrong-keys.ts';
import { startAdmin } from './testing/start-admin.ts';

let admin: Awaited<ReturnType<typeof startAdmin>>;
beforeEach(async () => {
  admin = await startAdmin();
});
afterEach(() => admin.close());

/** The acts of the audit from the first one by the admin API on. */
const acts = async () => (await admin.store.audit.list()).slice(2);

describe('who may call', () => {
  test.each([
    ['no key', {}, 401, 'no_key'],
    ['a key in another header twice', { authorization: 'Bearer a', 'x-api-key': 'b' }, 400, 'bad_request'],
    ['a mistyped key', { authorization: 'Bearer otk_x' }, 401, 'key_mistyped'],
  ])('%s is refused', async (_, headers, status, code) => {
    const response = await fetch(`${admin.url}/admin/v1/keys`, { headers });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  test('a key without the scope admin is refused, by its id only', async () => {
    const { status, body } = await admin.call('GET', '/keys', undefined, {
      authorization: `Bearer ${admin.user.text}`,
    });
    expect([status, body.code]).toEqual([403, 'key_not_owner']);
    expect(JSON.stringify(body)).not.toContain(admin.user.text);
  });

  test('an admin key that was disabled or revoked is refused', async () => {
    await admin.store.grants.setDisabled(admin.admin.grant.id, true);
    expect((await admin.call('GET', '/keys')).body.code).toBe('key_disabled');
    await admin.store.grants.revoke(admin.admin.grant.id);
    expect((await admin.call('GET', '/keys')).body.code).toBe('key_revoked');
  });

  test.each(['/keys', '/nothing', '/constructor'])('%s tells nothing without a key', async (path) => {
    const { status } = await fetch(`${admin.url}/admin/v1${path}`);
    expect(status).toBe(401);
  });

  test('many wrong keys are slowed down, and an admin key is not', async () => {
    const wrong = { authorization: `Bearer ${formatKey('otk', 'AAAAAAAA', 'B'.repeat(43))}` };
    for (let at = 0; at < FREE; at += 1) {
      expect((await admin.call('GET', '/keys', undefined, wrong)).body.code).toBe('key_wrong');
    }
    const { status, headers, body } = await admin.call('GET', '/keys', undefined, wrong);
    expect([status, headers.get('retry-after'), body.code]).toEqual([429, '6', 'too_many_wrong_keys']);
    expect((await admin.call('GET', '/keys')).status).toBe(200);
  });

  test('T7: a key in the URL is refused', async () => {
    const { body } = await admin.call('GET', `/keys?key=${admin.admin.text}`);
    expect(body.code).toBe('key_in_url');
    expect(JSON.stringify(body)).not.toContain(admin.admin.text);
  });
});

describe('T15, T16: websites', () => {
  test.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another port of this computer', { origin: 'http://127.0.0.1:1' }],
    ['an opaque origin', { origin: 'null' }],
  ])('%s is refused even with a key', async (_, headers) => {
    const { status, body, headers: answered } = await admin.call('GET', '/keys', undefined, headers);
    expect([status, body.code]).toEqual([403, 'origin_not_allowed']);
    expect(answered.get('access-control-allow-origin')).toBeNull();
  });

  /** Sends headers that fetch sets itself. */
  const send = (headers: Record<string, string>, method = 'GET') =>
    new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const url = new URL('/admin/v1/keys', admin.url);
      request(
        url,
        { method, headers: { authorization: `Bearer ${admin.admin.text}`, ...headers } },
        async (response) => resolve({ status: response.statusCode, body: await text(response) }),
      )
        .on('error', reject)
        .end();
    });

  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ host: 'evil.example' }, 403],
    [{ host: 'serve:9435', origin: 'http://serve:9435' }, 200],
  ])('%j: %i', async (headers, status) => {
    expect((await send(headers)).status).toBe(status);
  });

  test('a preflight allows nothing', async () => {
    const response = await fetch(`${admin.url}/admin/v1/keys`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'PATCH' },
    });
    expect(response.ok).toBe(false);
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('bodies', () => {
  test.each([
    ['a form', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['plain text', '{"name":"x"}', { 'content-type': 'text/plain' }, 400],
    ['invalid JSON', '{', {}, 400],
    ['an unknown field', { name: 'x', admin: true }, {}, 400],
    ['the scope admin', { name: 'x', scopes: ['admin'] }, {}, 400],
    ['a name of white space', { name: ' \u202e ' }, {}, 400],
    ['an end in the past', { name: 'x', expiresAt: '2001-01-01T00:00:00Z' }, {}, 400],
    ['more than 64 KiB', { name: 'x'.repeat(70_000) }, {}, 413],
  ])('%s is refused, and nothing changes', async (_, body, headers, status) => {
    expect((await admin.call('POST', '/keys', body, headers)).status).toBe(status);
    expect(await acts()).toEqual([]);
  });

  test('a method that a path does not have is answered with those that it has', async () => {
    const { status, headers } = await admin.call('PUT', '/keys', { name: 'x' });
    expect([status, headers.get('allow')]).toEqual([405, 'GET, POST']);
  });
});

describe('acts', () => {
  test('each is one row of the audit, with the admin key that did it', async () => {
    const id = admin.user.grant.id;
    const { body } = await admin.call('POST', '/keys', { name: 'new' });
    await admin.call('PATCH', `/keys/${id}`, { name: 'renamed' });
    await admin.call('PATCH', `/keys/${id}`, { name: 'renamed' });
    await admin.call('PATCH', `/keys/${id}`, { name: 'again', limits: { perMinute: 2 }, disabled: true });
    await admin.call('PATCH', `/keys/${id}`, { disabled: false });
    await admin.call('PATCH', `/keys/${id}`, { trustsUserHeaders: true });
    await admin.call('PATCH', `/keys/${id}`, { trustsUserHeaders: true });
    await admin.call('POST', `/keys/${id}/rotate`, { overlapSeconds: 0 });
    await admin.call('DELETE', '/running/7');
    await admin.call('DELETE', `/keys/${id}`);
    await admin.call('POST', `/keys/${id}/restore`);
    const actor = admin.admin.grant.id;
    expect(await acts()).toMatchObject([
      { act: 'created', subject: body.record.id, actor },
      { act: 'renamed', subject: id, detail: 'renamed', actor },
      { act: 'changed', subject: id, detail: 'limits, name, disabled', actor },
      { act: 'enabled', subject: id, detail: null, actor },
      { act: 'changed', subject: id, detail: 'trust', actor },
      { act: 'rotated', subject: id, actor },
      { act: 'stopped', subject: id, detail: 'chat', actor },
      { act: 'revoked', subject: id, actor },
      { act: 'restored', subject: id, actor },
    ]);
    expect(admin.stopped).toEqual([7]);
  });

  test('no admin key is made, widened or replaced over HTTP', async () => {
    const id = admin.admin.grant.id;
    for (const body of [{ scopes: ['read'] }, { expiresAt: null, models: ['x'] }]) {
      expect((await admin.call('PATCH', `/keys/${id}`, body)).status).toBe(404);
    }
    expect((await admin.call('POST', `/keys/${id}/rotate`, {})).status).toBe(404);
    expect(await acts()).toEqual([]);
    expect((await admin.call('PATCH', `/keys/${id}`, { name: 'Ada L.' })).status).toBe(200);
  });

  test('no answer but that of a new key has a secret', async () => {
    const { body } = await admin.call('POST', '/keys', { name: 'new' });
    for (const path of ['/keys', '/audit', '/status', '/running', `/keys/${body.record.id}`]) {
      const { body: answer } = await admin.call('GET', path);
      expect(JSON.stringify(answer)).not.toMatch(/otk_\w{8}_\w/);
    }
  });
});

test('every answer forbids frames, scripts from elsewhere and caching', async () => {
  const { headers } = await admin.call('GET', '/keys');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('cache-control')).toBe('no-store');
});

test('when the store is away, the answer says so without its address', async () => {
  const failure = new StoreError('locked', 'postgres://db/x');
  vi.spyOn(admin.store.grants, 'credential').mockRejectedValue(failure);
  const { status, body } = await admin.call('GET', '/keys');
  expect([status, body.code, JSON.stringify(body).includes('postgres')]).toEqual([
    503,
    'store_failed',
    false,
  ]);
});
