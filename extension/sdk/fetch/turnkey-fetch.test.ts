import { expect, test } from 'vitest';
import type { ClientMessageOf } from '../../../shared/protocol/messages.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { fakeConnection, reply } from '../testing/fake-connection.ts';
import { createFetch } from './turnkey-fetch.ts';

const URL_ = 'http://localhost:11434/api/chat';
const ENOUGH = new Error('enough');

/** A fetch whose host sends the same reply to every request. */
const answering = (answer: Parameters<typeof reply>[1] = {}) => {
  const connection = fakeConnection((message) =>
    message.type === 'request' ? reply(message.id, answer) : [],
  );
  return { connection, fetch: createFetch(connection) };
};

/** A fetch whose host sends nothing unless the test does. */
const silent = () => {
  const connection = fakeConnection();
  return { connection, fetch: createFetch(connection) };
};

const sent = ({ posted }: ReturnType<typeof fakeConnection>) =>
  posted.filter((message): message is ClientMessageOf<'request'> => message.type === 'request');

/** Resolves when the SDK has sent a message of this type. */
const until = async ({ posted }: ReturnType<typeof fakeConnection>, type: string) => {
  while (!posted.some((message) => message.type === type)) await new Promise(setImmediate);
};

test('the reply is a real Response with URL, status and headers', async () => {
  const { fetch } = answering({
    status: 499,
    statusText: 'Client Closed Request',
    headers: [['Content-Type', 'application/x-ndjson']],
    text: 'ä',
  });
  const response = await fetch(`${URL_}?a=b#c`);
  expect(response).toBeInstanceOf(Response);
  expect([response.status, response.statusText, response.ok]).toEqual([499, 'Client Closed Request', false]);
  expect(response.url).toBe(`${URL_}?a=b`);
  expect([...response.headers]).toEqual([['content-type', 'application/x-ndjson']]);
  const copy = response.clone();
  expect([copy.url, copy.status]).toEqual([response.url, 499]);
  expect([await response.text(), await copy.text()]).toEqual(['ä', 'ä']);
});

for (const status of [101, 204, 205, 304]) {
  test(`a reply with the status ${status} has no body`, async () => {
    const response = await answering({ status }).fetch(URL_);
    expect([response.status, response.body]).toEqual([status, null]);
  });
}

test('the reply to HEAD has no body', async () => {
  expect((await answering({ text: 'x' }).fetch(URL_, { method: 'HEAD' })).body).toBeNull();
});

test('a status that the Response constructor does not accept is kept', async () => {
  const response = await answering({ status: 699, text: 'x' }).fetch(URL_);
  expect([response.status, response.ok, await response.text()]).toEqual([699, false, 'x']);
});

test('it can be called without its object, and has the Response that openai looks for', async () => {
  const { fetch } = answering({ text: 'x' });
  expect(await (await fetch.call(undefined, URL_)).text()).toBe('x');
  expect((fetch as unknown as { Response: unknown }).Response).toBe(Response);
});

for (const address of ['data:,x', new URL('data:,x'), new Request('DATA:,x')]) {
  test(`a data: URL is fetched directly: ${address.constructor.name}`, async () => {
    const { connection, fetch } = silent();
    expect(await (await fetch(address)).text()).toBe('x');
    expect(connection.posted).toEqual([]);
  });
}

test('a call with an aborted signal sends nothing and rejects with the reason', async () => {
  const { connection, fetch } = silent();
  await expect(fetch(URL_, { signal: AbortSignal.abort(ENOUGH) })).rejects.toBe(ENOUGH);
  await expect(fetch(new Request(URL_, { signal: AbortSignal.abort(ENOUGH) }))).rejects.toBe(ENOUGH);
  expect(sent(connection)).toEqual([]);
});

test('an abort before the head rejects with the reason and reaches the host', async () => {
  const { connection, fetch } = silent();
  const stop = new AbortController();
  const answer = fetch(URL_, { signal: stop.signal });
  await until(connection, 'request');
  stop.abort(ENOUGH);
  await expect(answer).rejects.toBe(ENOUGH);
  expect(connection.posted.at(-1)).toEqual({ type: 'cancel', id: 1 });
});

test('an abort without a reason is an AbortError', async () => {
  const { connection, fetch } = silent();
  const stop = new AbortController();
  const answer = fetch(URL_, { signal: stop.signal });
  await until(connection, 'request');
  stop.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
});

test('an abort during the body fails it with the reason and reaches the host', async () => {
  const connection = fakeConnection((message) =>
    message.type === 'request' ? reply(message.id, { text: 'x' }).slice(0, 2) : [],
  );
  const stop = new AbortController();
  const response = await createFetch(connection)(URL_, { signal: stop.signal });
  const reader = response.body?.getReader();
  expect((await reader?.read())?.value).toEqual(new TextEncoder().encode('x'));
  const next = reader?.read();
  stop.abort(ENOUGH);
  await expect(next).rejects.toBe(ENOUGH);
  expect(connection.posted.at(-1)).toEqual({ type: 'cancel', id: 1 });
});

for (const read of ['text', 'json', 'arrayBuffer', 'blob'] as const) {
  test(`a body that fails rejects ${read}() with the code, on a clone too`, async () => {
    const connection = fakeConnection((message) =>
      message.type === 'request' ? reply(message.id, { text: 'x' }).slice(0, 2) : [],
    );
    const response = await createFetch(connection)(URL_);
    const copy = response.clone();
    const reading = [response[read](), copy[read]()].map((each) => each.catch((error: unknown) => error));
    connection.say({ type: 'error', id: 1, code: 'ollama_interrupted', message: 'Gone.' });
    for (const each of reading) expect(await each).toMatchObject({ code: 'ollama_interrupted' });
  });
}

test('cancelling the body reaches the host', async () => {
  const connection = fakeConnection((message) =>
    message.type === 'request' ? reply(message.id, { text: 'x' }).slice(0, 2) : [],
  );
  const response = await createFetch(connection)(URL_);
  await response.body?.cancel(ENOUGH);
  expect(connection.posted.map(({ type }) => type)).toContain('cancel');
});

test('an abort while the request body is being read cancels that body with the reason', async () => {
  const { connection, fetch } = silent();
  const stop = new AbortController();
  const cancelled = Promise.withResolvers<unknown>();
  const body = new ReadableStream({ cancel: cancelled.resolve });
  const answer = fetch(URL_, { method: 'POST', body, duplex: 'half', signal: stop.signal } as RequestInit);
  stop.abort(ENOUGH);
  await expect(answer).rejects.toBe(ENOUGH);
  expect(await cancelled.promise).toBe(ENOUGH);
  expect(sent(connection)).toEqual([]);
});

test('a null signal overrides that of the Request', async () => {
  const { fetch } = answering({ text: 'x' });
  const request = new Request(URL_, { signal: AbortSignal.abort(ENOUGH) });
  expect(await (await fetch(request, { signal: null })).text()).toBe('x');
});

const form = new FormData();
form.append('a', 'b');
const bytes = new TextEncoder().encode('x=y');
const stream = () => new Blob(['x=', 'y']).stream();

const BODIES: Readonly<Record<string, [BodyInit, string | undefined]>> = {
  'a string': ['x=y', 'text/plain;charset=UTF-8'],
  'a form': [form, 'multipart/form-data'],
  'a Blob with a type': [new Blob(['x=y'], { type: 'image/png' }), 'image/png'],
  URLSearchParams: [new URLSearchParams({ x: 'y' }), 'application/x-www-form-urlencoded;charset=UTF-8'],
  'an ArrayBuffer': [bytes.buffer, undefined],
  'a view': [bytes.subarray(0), undefined],
  'a stream': [stream(), undefined],
};

for (const [what, [body, type]] of Object.entries(BODIES)) {
  test(`${what} is sent with the content type that fetch sets`, async () => {
    const { connection, fetch } = answering();
    await fetch(URL_, { method: 'POST', body, duplex: 'half' } as RequestInit);
    const [request] = sent(connection);
    expect(request?.body?.text).toContain(what === 'a form' ? 'name="a"' : 'x=y');
    expect(request?.headers['content-type']?.split('; boundary')[0]).toBe(type);
  });
}

test('the body of a Request is sent, and marked as used', async () => {
  const { connection, fetch } = answering();
  const request = new Request(URL_, { method: 'POST', body: 'x=y' });
  await fetch(request);
  expect([sent(connection)[0]?.body?.text, request.bodyUsed]).toEqual(['x=y', true]);
  await expect(fetch(request)).rejects.toThrow(TypeError);
});

test('a stream must produce bytes', async () => {
  const body = new ReadableStream({ start: (controller) => controller.enqueue('text') });
  await expect(silent().fetch(URL_, { method: 'POST', body, duplex: 'half' } as RequestInit)).rejects.toThrow(
    'Uint8Array',
  );
});

test('GET has no body', async () => {
  await expect(silent().fetch(URL_, { body: stream() })).rejects.toThrow(TypeError);
});

test('an unreachable host rejects with a TypeError that has a code', async () => {
  const { connection, fetch } = silent();
  connection.breakWith(new TurnkeyError({ code: 'companion_missing', message: 'No.' }));
  const error = await fetch(URL_).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TypeError);
  expect(error).toMatchObject({ code: 'companion_missing' });
});
