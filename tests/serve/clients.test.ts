import { Ollama } from 'ollama';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PRIVATE_PROMPT } from '../../scripts/leaks/private-words.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { bearer, chat, MODEL, post } from './ask.ts';
import { type Served, type ServeStage, setServeStage } from './start-serve.ts';

/** A real Ollama in its place, if the variable says where one is. */
const REAL = process.env['TURNKEY_REAL_OLLAMA'];
const standIn = createStandIn();
let stage: ServeStage;
let served: Served;
let key: string;
beforeAll(async () => {
  stage = await setServeStage();
  key = await stage.key();
  served = await stage.serve(['--upstream', REAL ?? (await standIn.start())]);
});
afterAll(async () => {
  await stage.strike();
  if (!REAL) await standIn.stop();
});

const messages = [{ role: 'user' as const, content: PRIVATE_PROMPT }];

describe('the client of Ollama', () => {
  const client = (headers = bearer(key)) => new Ollama({ host: served.url, headers });

  test('lists, chats in pieces, and embeds', async () => {
    expect((await client().list()).models.map(({ name }) => name)).toContain(MODEL);
    let said = '';
    for await (const part of await client().chat({
      model: MODEL,
      messages,
      stream: true,
      options: { num_predict: 8 },
    })) {
      said += part.message.content;
    }
    expect(said).not.toBe('');
    const whole = await client().generate({ model: MODEL, prompt: 'Hi', options: { num_predict: 4 } });
    expect(whole.done).toBe(true);
    expect((await client().embed({ model: MODEL, input: 'Hi' })).embeddings).toHaveLength(1);
  });

  test('is told why it is refused', async () => {
    const stranger = client({ Authorization: 'Bearer no' }).list();
    await expect(stranger).rejects.toMatchObject({
      status_code: 401,
      error: expect.stringMatching(/\[key_mistyped\]$/),
    });
    await expect(client().delete({ model: MODEL })).rejects.toThrow(/lacks "manage".*--scope/);
  });
});

describe('the client of OpenAI', () => {
  const client = (apiKey = key) => new OpenAI({ baseURL: `${served.url}/v1`, apiKey });

  test('lists, chats whole and in pieces, and embeds', async () => {
    const names: string[] = [];
    for await (const { id } of client().models.list()) names.push(id);
    expect(names).toContain(MODEL);
    const asked = { model: MODEL, messages, max_tokens: 8 };
    const whole = await client().chat.completions.create(asked);
    expect(whole.choices[0]?.message.content).not.toBe('');
    let said = '';
    for await (const part of await client().chat.completions.create({ ...asked, stream: true })) {
      said += part.choices[0]?.delta.content ?? '';
    }
    expect(said).not.toBe('');
    expect((await client().embeddings.create({ model: MODEL, input: 'Hi' })).data).toHaveLength(1);
  });

  test('is told why it is refused, and does not try again', async () => {
    await expect(client('no').models.list()).rejects.toMatchObject({ status: 401, code: 'key_mistyped' });
    const much = client().chat.completions.create({ model: 'a:1b-cloud', messages });
    await expect(much).rejects.toMatchObject({ status: 403, code: 'scope_missing' });
  });
});

/** Open WebUI sends its key with each call to a connection, and these are the calls that it makes. */
describe('Open WebUI', () => {
  const CALLS: readonly (readonly [string, ReturnType<typeof chat> | undefined, RegExp])[] = [
    ['/api/tags', undefined, /"models":\[/],
    ['/api/version', undefined, /"version":/],
    ['/api/ps', undefined, /"models":/],
    ['/api/show', post({ model: MODEL }), /"details":/],
    ['/api/show', post({ name: MODEL }), /"details":/],
    ['/api/chat', chat({}, { options: { num_predict: 4 } }), /"done":true/],
    ['/api/chat', chat({}, { stream: false, options: { num_predict: 4 } }), /"done":true/],
    ['/api/generate', post({ model: MODEL, prompt: 'Hi', options: { num_predict: 4 } }), /"done":true/],
    ['/api/embed', post({ model: MODEL, input: ['Hi'] }), /"embeddings":/],
    ['/api/embeddings', post({ model: MODEL, prompt: 'Hi' }), /"embedding":/],
    ['/v1/models', undefined, /"object":"list"/],
    ['/v1/chat/completions', post({ model: MODEL, messages, max_tokens: 4 }), /"choices":/],
    ['/v1/chat/completions', post({ model: MODEL, messages, max_tokens: 4, stream: true }), /data: \[DONE\]/],
    ['/v1/completions', post({ model: MODEL, prompt: 'Hi', max_tokens: 4 }), /"choices":/],
    ['/v1/embeddings', post({ model: MODEL, input: 'Hi' }), /"object":"list"/],
    ['/v1/responses', post({ model: MODEL, input: 'Hi', max_output_tokens: 4 }), /"output":/],
    ['/v1/messages?beta=true', post({ model: MODEL, messages, max_tokens: 4 }), /"type":"message"/],
  ];

  test.each(CALLS)('%s', async (path, call, wanted) => {
    const headers = { ...call?.headers, ...bearer(key) };
    const { status, body } = await served.call(path, { ...call, headers });
    expect([status, body]).toEqual([200, expect.stringMatching(wanted)]);
  });

  test('the calls with which it manages models pass with a key that may', async () => {
    const manager = await stage.key('--scope', 'read', '--scope', 'manage');
    const answers = await Promise.all([
      served.call('/api/pull', post({ model: 'not-there:1b' }, bearer(manager))),
      served.call('/api/delete', { ...post({ model: 'not-there' }, bearer(manager)), method: 'DELETE' }),
      served.call('/api/copy', post({ source: 'not-there', destination: 'x' }, bearer(manager))),
    ]);
    for (const { headers } of answers) expect(headers).not.toHaveProperty('x-turnkey-error');
  });
});
