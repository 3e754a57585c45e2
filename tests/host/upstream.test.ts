import { expect, test } from 'vitest';
import { fromClients, headerOf } from '../../scripts/stand-in/controls/request-log.ts';
import { ask, bytesOf, chat, get, post } from './ask.ts';
import { allow, CLIENT, createHostEnv } from './create-host-env.ts';

const open = async () => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired(allow());
  const client = host.client(CLIENT);
  await ask(client, get('/api/version'));
  return { ...testEnv, client };
};

test('an Ollama that does not run is ollama_unreachable', async () => {
  const { standIn, client } = await open();
  await standIn.stop();
  await expect(client.request(chat())).rejects.toMatchObject({ code: 'ollama_unreachable' });
});

test('an Ollama that was restarted is used again', async () => {
  const { standIn, client } = await open();
  const port = Number(new URL(standIn.url).port);
  await standIn.stop();
  await client.request(chat()).catch(() => {});
  await standIn.start(port);
  expect((await ask(client, chat())).toString()).toContain('"done":true');
});

test('an Ollama that exits during a response is ollama_interrupted', async () => {
  const { standIn, client } = await open();
  const gate = standIn.holdNext({ afterTokens: 3 });
  const reply = await client.request(chat());
  await gate.reached;
  standIn.killSockets();
  await expect(bytesOf(reply)).rejects.toMatchObject({ code: 'ollama_interrupted' });
});

test('an interrupted response does not count as complete', async () => {
  const { standIn, client } = await open();
  standIn.scriptNext({ path: '/api/tags', chunks: ['{"models":'], end: 'break' });
  await expect(ask(client, get('/api/tags'))).rejects.toMatchObject({ code: 'ollama_interrupted' });
});

test('the status contains the address of an Ollama that does not run', async () => {
  const { standIn, client } = await open();
  await standIn.stop();
  const status = await client.call('status');
  expect(status).toMatchObject({ ollama: { address: standIn.url, problem: { code: 'ollama_unreachable' } } });
});

test('only the headers of a caller that Ollama uses are sent on', async () => {
  const { standIn, client } = await open();
  const headers = {
    'content-type': 'text/plain',
    accept: 'application/json',
    origin: 'chrome-extension://x',
    referer: 'http://x',
    cookie: 'a=b',
    host: 'evil.example',
    authorization: 'Bearer x',
    connection: 'close',
    'transfer-encoding': 'gzip',
  };
  await ask(client, { ...chat(), headers });
  const sent = fromClients(standIn.requests).at(-1);
  const names = sent?.headers.map(([name]) => name.toLowerCase()).sort();
  expect(names).toEqual(['accept', 'connection', 'content-length', 'content-type', 'host']);
  expect(sent && headerOf(sent, 'host')).toBe(new URL(standIn.url).host);
  expect(sent && headerOf(sent, 'content-type')).toBe('application/json');
});

test('a body arrives unchanged, to the last digit', async () => {
  const { standIn, client } = await open();
  const text = '{"messages":[],"model":"smollm2:135m","options":{"seed":12345678901234567890}}';
  await ask(client, { ...chat(), body: { text } });
  expect(fromClients(standIn.requests).at(-1)?.body.toString()).toBe(text);
});

test('queries that clients are known to add are accepted and not sent on', async () => {
  const { standIn, client } = await open();
  const request = post('/v1/messages?beta=true', { model: 'smollm2:135m', max_tokens: 9, messages: [] });
  await ask(client, request);
  expect(fromClients(standIn.requests).at(-1)?.path).toBe('/v1/messages');
});

test('a large request body arrives completely', async () => {
  const { standIn, client } = await open();
  const content = 'ß'.repeat(3_000_000);
  const bytes = Buffer.from(chat(content).body?.text ?? '');
  const body = new Blob([bytes]).stream().getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const { body: _, ...head } = chat();
  await ask(client, { ...head, upload: body });
  expect(fromClients(standIn.requests).at(-1)?.body.equals(bytes)).toBe(true);
});
