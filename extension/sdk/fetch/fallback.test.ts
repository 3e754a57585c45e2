import { expect, test, vi } from 'vitest';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { readStatus } from '../status.ts';
import { fakeConnection, reply } from '../testing/fake-connection.ts';
import { createFetch } from './turnkey-fetch.ts';

const URL_ = 'http://localhost:11434/api/chat';
const because = (code: ErrorCode) => new TurnkeyError({ code, message: 'No.' });

const set = () => {
  const connection = fakeConnection((message) =>
    message.type === 'request' ? reply(message.id, { text: 'turnkey' }) : [],
  );
  const fallback = vi.fn<typeof fetch>(
    async (input, init) => new Response(`direct ${await new Request(input, init).text()}`),
  );
  return { connection, fallback, fetch: createFetch(connection, fallback) };
};

test('Turnkey is used if it is installed', async () => {
  const { fallback, fetch } = set();
  expect(await (await fetch(URL_)).text()).toBe('turnkey');
  expect(fallback).not.toHaveBeenCalled();
});

for (const code of ['companion_missing', 'host_missing'] as const) {
  test(`the fallback gets the original arguments while the problem is ${code}`, async () => {
    const { connection, fallback, fetch } = set();
    connection.breakWith(because(code));
    const request = new Request(URL_, { method: 'POST', body: 'whole' });
    const init = { headers: { a: 'b' } };
    expect(await (await fetch(request, init)).text()).toBe('direct whole');
    expect(fallback.mock.calls[0]?.[0]).toBe(request);
    expect(fallback.mock.calls[0]?.[1]).toBe(init);
    expect(connection.posted.every(({ type }) => type === 'hello')).toBe(true);
  });
}

test('a stream reaches the fallback unread', async () => {
  const { connection, fetch } = set();
  connection.breakWith(because('companion_missing'));
  const body = new Blob(['stream']).stream();
  const response = await fetch(URL_, { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect(await response.text()).toBe('direct stream');
});

test('Turnkey is used from the first call after its installation', async () => {
  const { connection, fetch } = set();
  connection.breakWith(because('companion_missing'));
  expect(await (await fetch(URL_)).text()).toBe('direct ');
  connection.repair();
  expect(await (await fetch(URL_)).text()).toBe('turnkey');
});

test('another problem than a missing installation is reported', async () => {
  const { connection, fallback, fetch } = set();
  connection.breakWith(because('host_outdated'));
  await expect(fetch(URL_)).rejects.toMatchObject({ code: 'host_outdated' });
  expect(fallback).not.toHaveBeenCalled();
});

test('an aborted call does not wait for the check whether Turnkey is installed', async () => {
  const { fetch, fallback } = set();
  await expect(fetch(URL_, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  expect(fallback).not.toHaveBeenCalled();
});

test('the status reports the fallback only if there is one', async () => {
  const { connection } = set();
  connection.breakWith(because('companion_missing'));
  const works = async () => true;
  expect(await readStatus(connection, undefined, works)).toMatchObject({ fallback: true });
  expect(await readStatus(connection)).toMatchObject({ ready: false, fallback: false });
  connection.breakWith(because('host_outdated'));
  expect(await readStatus(connection, undefined, works)).toMatchObject({ ready: false, fallback: false });
});
