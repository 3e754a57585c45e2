import { Ollama } from 'ollama';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PRIVATE_PROMPT } from '../../scripts/leaks/private-words.ts';
import { bearer, post } from './ask.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

/** The Ollama behind `serve`, with a model that can chat. */
export interface Behind {
  readonly url: string;
  readonly model: string;
  stop(): Promise<void>;
}

const messages = [{ role: 'user' as const, content: PRIVATE_PROMPT }];

/** The requests of Open WebUI to a connection with a key. */
export const fromOpenWebui = (key: string) => ({ ...bearer(key), 'Content-Type': 'application/json' });

/** The requests with which Open WebUI lists, chats and embeds, and a pattern for each response. */
const OPEN_WEBUI: readonly (readonly [path: string, body: object | undefined, wanted: RegExp])[] = [
  ['/api/tags', undefined, /"models":\[/],
  ['/api/version', undefined, /"version":/],
  ['/api/ps', undefined, /"models":/],
  ['/api/show', {}, /"details":/],
  ['/api/chat', { messages, stream: true, options: { num_predict: 4 } }, /"done":true/],
  ['/api/chat', { messages, stream: false, options: { num_predict: 4 } }, /"done":true/],
  ['/api/generate', { prompt: 'Hi', options: { num_predict: 4 } }, /"done":true/],
  ['/api/embed', { input: ['Hi'] }, /"embeddings":/],
  ['/api/embeddings', { prompt: 'Hi' }, /"embedding":/],
  ['/v1/models', undefined, /"object":"list"/],
  ['/v1/chat/completions', { messages, max_tokens: 4 }, /"choices":/],
  ['/v1/chat/completions', { messages, max_tokens: 4, stream: true }, /data: \[DONE\]/],
  ['/v1/completions', { prompt: 'Hi', max_tokens: 4 }, /"choices":/],
  ['/v1/embeddings', { input: 'Hi' }, /"object":"list"/],
  ['/v1/responses', { input: 'Hi', max_output_tokens: 4 }, /"output":/],
  ['/v1/messages?beta=true', { messages, max_tokens: 4 }, /"type":"message"/],
];

/** Tests common clients through `serve`. */
export const clientSuite = (start: () => Promise<Behind>): void => {
  let behind: Behind;
  let testEnv: ServeEnv;
  let served: Served;
  let key: string;
  beforeAll(async () => {
    behind = await start();
    testEnv = await createServeEnv();
    key = await testEnv.key();
    served = await testEnv.serve(['--upstream', behind.url]);
  });
  afterAll(async () => {
    await testEnv.dispose();
    await behind.stop();
  });

  describe('the client of Ollama', () => {
    const client = (headers = bearer(key)) => new Ollama({ host: served.url, headers });

    test('lists, streams a chat, and embeds', async () => {
      const { model } = behind;
      expect((await client().list()).models.map(({ name }) => name)).toContain(model);
      let said = '';
      const asked = { model, messages, stream: true as const, options: { num_predict: 8 } };
      for await (const part of await client().chat(asked)) said += part.message.content;
      expect(said).not.toBe('');
      const whole = await client().generate({ model, prompt: 'Hi', options: { num_predict: 4 } });
      expect(whole.done).toBe(true);
      expect((await client().embed({ model, input: 'Hi' })).embeddings).toHaveLength(1);
    });

    test('gets the reason of a refusal', async () => {
      const stranger = client({ Authorization: 'Bearer no' }).list();
      await expect(stranger).rejects.toMatchObject({
        status_code: 401,
        error: expect.stringMatching(/\[key_mistyped\]$/),
      });
      await expect(client().delete({ model: behind.model })).rejects.toThrow(/lacks "manage".*--scope/);
    });
  });

  describe('the client of OpenAI', () => {
    const client = (apiKey = key) => new OpenAI({ baseURL: `${served.url}/v1`, apiKey });

    test('lists, chats with and without streaming, and embeds', async () => {
      const { model } = behind;
      const names: string[] = [];
      for await (const { id } of client().models.list()) names.push(id);
      expect(names).toContain(model);
      const asked = { model, messages, max_tokens: 8 };
      const whole = await client().chat.completions.create(asked);
      expect(whole.choices[0]?.message.content).not.toBe('');
      let said = '';
      for await (const part of await client().chat.completions.create({ ...asked, stream: true })) {
        said += part.choices[0]?.delta.content ?? '';
      }
      expect(said).not.toBe('');
      expect((await client().embeddings.create({ model, input: 'Hi' })).data).toHaveLength(1);
    });

    test('gets the reason of a refusal, and does not retry', async () => {
      await expect(client('no').models.list()).rejects.toMatchObject({ status: 401, code: 'key_mistyped' });
      const much = client().chat.completions.create({ model: 'a:1b-cloud', messages });
      await expect(much).rejects.toMatchObject({ status: 403, code: 'scope_missing' });
    });
  });

  describe('Open WebUI', () => {
    test.each(OPEN_WEBUI)('%s', async (path, body, wanted) => {
      const headers = fromOpenWebui(key);
      const call = body ? post({ model: behind.model, ...body }, headers) : { headers };
      const answer = await served.call(path, call);
      expect([answer.status, answer.body]).toEqual([200, expect.stringMatching(wanted)]);
    });

    test('gets the reason of a refusal from the field that it reads', async () => {
      const { status, body } = await served.call('/api/tags', { headers: fromOpenWebui('no') });
      expect([status, JSON.parse(body).error]).toEqual([401, expect.stringMatching(/\[key_mistyped\]$/)]);
    });
  });
};
