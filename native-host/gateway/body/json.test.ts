import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scope } from '../../../shared/access/scopes.ts';
import { OPERATIONS, type Operation } from '../../../shared/operations/operations.ts';
import { MAX_JSON_VALUES } from '../../../shared/protocol/limits.ts';
import { BodyError } from './fields.ts';
import { readJson } from './json.ts';

const operation = (name: string) => OPERATIONS.find((each) => each.name === name) as Operation;
const read = async (name: string, body: string | Buffer, scopes: readonly Scope[] = ['web']) =>
  readJson(operation(name), Buffer.from(body), scopes);

test('a body is rebuilt with the same JSON value', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        fc.string().filter((name) => name !== '__proto__'),
        fc.jsonValue(),
      ),
      async (rest) => {
        const value = { ...rest, model: 'a' };
        const result = await read('web-search', JSON.stringify(value)).catch((error: unknown) => error);
        if (result instanceof BodyError) return;
        const { body } = result as { body: string };
        expect(JSON.parse(body)).toEqual(JSON.parse(JSON.stringify(value)));
      },
    ),
  );
});

test.each([
  ['{"model":"a","model":"b"}', 'model'],
  ['{"model":"a","mod\\u0065l":"b"}', 'model'],
  ['{"x":{"model":1},"model":"a","y":[],"y":[]}', 'y'],
  ['{"model":"a","Messages":[],"messages":[]}', 'messages'],
  ['{"model":"a","stop":[],"\u017ftop":[]}', '\u017ftop'],
])('%s is refused for a duplicate field', async (text, name) => {
  await expect(read('chat', text)).rejects.toThrow(`The field ${JSON.stringify(name)} is repeated.`);
});

test.each([
  '{"model":"a","options":{"seed":12345678901234567890,"temperature":1e400,"num_ctx":-0.10}}',
  '{"model":"a","n":[0.1000000000000000055511151231257827,9007199254740993]}',
  `{"model":"a","deep":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  `{"model":"a","deep":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
  '{"model":"a","__proto__":{"model":"b"},"constructor":1,"":null}',
  '{"model":"a","text":"\\ud800 \\" \\\\\\" ] } , \\u0000"}',
  '{"model":"a","options":{"a":1,"a":2}}',
])('%.80s reaches Ollama unchanged', async (text) => {
  expect((await read('chat', text)).body).toBe(text);
});

test('T4: a body that is sent as it came is the one that would be written', async () => {
  const spaces = fc.constantFrom('', ' ');
  const names = fc.oneof(fc.constantFrom('model', 'stream', 'keep_alive', 'messages', 'Stream'), fc.string());
  const values = fc.oneof(fc.jsonValue(), fc.constantFrom('a', true, 1e21, -0, null));
  const field = fc.tuple(names, spaces, values, fc.boolean());
  let same = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(field), spaces, async (fields, end) => {
      const written = fields.map(([name, space, value, pretty]) => {
        return `${space}${JSON.stringify(name)}:${JSON.stringify(value, null, pretty ? 1 : 0)}`;
      });
      const text = `{"model":"a"${written.map((each) => `,${each}`).join('')}}${end}`;
      const result = await read('chat', text).catch((error: unknown) => error);
      if (result instanceof BodyError) return;
      const { body, isSame } = result as { body: string; isSame: boolean };
      // Nothing is sent as it came if it begins with white space.
      expect(await read('chat', ` ${text}`)).toMatchObject({ body, isSame: false });
      if (isSame) same += 1;
    }),
    { numRuns: 500 },
  );
  expect(same).toBeGreaterThan(20);
});

test.each([
  ['white space', '{"model": "a"}'],
  ['white space at the end', '{"model":"a"}\n'],
  ['an escape in a name', '{"mod\\u0065l":"a"}'],
  ['an escape in a checked value', '{"model":"\\u0061"}'],
  ['a duplicate within a checked value', '{"model":"a","keep_alive":{"a":1,"a":2}}'],
])('a body with %s is written again', async (_, text) => {
  const { body, isSame } = await read('chat', text);
  expect([isSame, body === text]).toEqual([false, false]);
});

test('white space is removed around fields and kept within them', async () => {
  const { body } = await read('chat', '\r\n{ "model" :\t"a" , "options" : { "b" : [ 1 , 2 ] } }\n ');
  expect(body).toBe('{"model":"a","options":{ "b" : [ 1 , 2 ] }}');
});

test('invalid UTF-8 is replaced as Ollama would replace it', async () => {
  const bytes = Buffer.concat([Buffer.from('{"model":"a","x":"'), Buffer.from([0xff]), Buffer.from('"}')]);
  expect((await read('chat', bytes)).body).toBe('{"model":"a","x":"\ufffd"}');
});

const DIGEST = `sha256:${'0'.repeat(64)}`;

test.each(['files', 'adapters', 'draft_files'])('digests in "%s" have to be digests', async (field) => {
  const create = (files: unknown) => read('create', JSON.stringify({ model: 'a', [field]: files }));
  expect(JSON.parse((await create({ 'a.gguf': DIGEST })).body as string)[field]).toEqual({
    'a.gguf': DIGEST,
  });
  expect((await create(null)).models).toEqual(['a']);
  for (const bad of ['../../x', `${DIGEST}/..`, DIGEST.toUpperCase(), '', 1, null]) {
    await expect(create({ 'a.gguf': bad })).rejects.toThrow(BodyError);
  }
  await expect(create('text')).rejects.toThrow(BodyError);
});

test('models that are pulled, pushed or built upon come from a registry', async () => {
  expect((await read('pull', '{"name":"a"}')).registry).toEqual(['a']);
  expect((await read('push', '{"model":"a","name":"b"}')).registry).toEqual(['a', 'b']);
  expect((await read('create', '{"model":"a","from":"b"}')).registry).toEqual(['b']);
  expect((await read('chat', '{"model":"a"}')).registry).toEqual([]);
});

test('connections to Ollama’s own registry are always verified', async () => {
  const sent = async (name: string, body: object) =>
    JSON.parse((await read(name, JSON.stringify({ ...body, insecure: true }))).body as string);
  expect(await sent('pull', { model: 'a' })).toEqual({ model: 'a', insecure: false });
  expect(await sent('push', { name: 'registry.ollama.ai/me/a' })).toMatchObject({ insecure: false });
  expect(await sent('pull', { model: 'localhost:5000/me/a', name: 'a' })).toMatchObject({ insecure: false });
  expect(await sent('pull', { model: 'localhost:5000/me/a' })).toMatchObject({ insecure: true });
});

test('a model on another server needs the scope for it', async () => {
  const scopes = async (body: object) =>
    (await read('create', JSON.stringify(body))).needs.map(({ scope }) => scope);
  expect(await scopes({ model: 'a', from: 'b', remote_host: 'https://ollama.com' })).toEqual(['cloud']);
  expect(await scopes({ model: 'a', from: 'b', remote_host: '' })).toEqual([]);
  await expect(scopes({ model: 'a', Remote_Host: 'x' })).rejects.toThrow(BodyError);
  await expect(scopes({ model: 'a', remote_host: ['x'] })).rejects.toThrow(BodyError);
});

describe.each(['openai-responses', 'anthropic-messages'])('a web search in %s', (name) => {
  const needs = async (tools: string) =>
    (await read(name, `{"model":"a","tools":${tools}}`)).needs.map(({ scope }) => scope);

  test.each([
    '[{"type":"web_search"}]',
    '[{"type":"function"},{"type":"web_search_20250305","name":"web_search"}]',
    '[{"Type":"web_search"}]',
    '[{"type":"function","tYpe":"web_search"}]',
    '[{"type":"function","type":"web_search"}]',
    '[{"type":"\\u0077eb_search"}]',
    '[{"type":" web_search"}]',
  ])('%s needs its scope', async (tools) => {
    expect(await needs(tools)).toEqual(['web']);
  });

  test.each([
    '[]',
    'null',
    '[null,1]',
    '[{"type":"function","name":"web_search"}]',
    '{"type":"web_search"}',
    // Ollama looks for it at the top level only, and makes functions of what a namespace holds (openai/responses.go).
    '[{"type":"namespace","name":"a","tools":[{"type":"web_search"}]}]',
  ])('%s is none', async (tools) => {
    expect(await needs(tools)).toEqual([]);
  });

  test('is not hidden behind a second value, which Go would pass over', async () => {
    const { needs: found, body } = await read(
      name,
      '{"model":"a","tools":[{"type":"web_search","type":null}]}',
    );
    expect([found, body]).toEqual([[], '{"model":"a","tools":[{"type":null}]}']);
  });

  test('leaves the numbers of other tools as they are', async () => {
    const text = '{"model":"a","tools":[{"type":"function","max":9223372036854775807}]}';
    expect((await read(name, text)).body).toBe(text);
  });

  test('is refused where nobody can follow it', async () => {
    const deep = `[{"type":"x","y":${'['.repeat(50_000)}${']'.repeat(50_000)}}]`;
    await expect(needs(deep)).rejects.toThrow('nested too deeply');
  });
});

describe('a web search without its scope', () => {
  test('is left out of a response, and the other tools stay as they are', async () => {
    const others = '{"type":"function","name":"a","max":9223372036854775807}';
    const tools = `[{"type":"web_search"},${others},{"Type":"web_search_preview"}]`;
    const { body, needs } = await read('openai-responses', `{"model":"a","tools":${tools}}`, ['infer']);
    expect([body, needs]).toEqual([`{"model":"a","tools":[${others}]}`, []]);
  });

  test('is a need of a message, where Ollama would search', async () => {
    const text = '{"model":"a","tools":[{"type":"web_search_20250305"}]}';
    const { body, needs } = await read('anthropic-messages', text, ['infer']);
    expect([body, needs.map(({ scope }) => scope)]).toEqual([text, ['web']]);
  });
});

test('a decision names its model once, and keeps the text of all else', async () => {
  const text =
    '{"model":"nimble","state":{"total":1250.0},"questions":{"q":{"type":"noul","criteria":null}}}';
  const { body, models, contentType, needs } = await read('decide', text);
  expect([body, models, contentType, needs]).toEqual([text, ['nimble'], 'application/json', []]);
  await expect(read('decide', '{"model":"a","Model":"b","questions":{}}')).rejects.toThrow(BodyError);
});

test('every field that names a model is read', async () => {
  expect((await read('copy', '{"source":"a","destination":"b"}')).models).toEqual(['a', 'b']);
  expect((await read('create', '{"model":"a","name":"b","from":"c"}')).models).toEqual(['a', 'b', 'c']);
});

test('an empty name names no model', async () => {
  expect((await read('chat', '{"model":"","messages":null}')).models).toEqual([]);
});

test('a __proto__ in a body names no model', async () => {
  expect((await read('chat', '{"__proto__":{"model":"a"}}')).models).toEqual([]);
});

test.each(['Model', 'MODEL', 'mOdel', 'Stream', 'ſtream', 'INSECURE', '\u212aeep_alive'])(
  'the field %j, which Go takes for another one, is refused',
  async (field) => {
    await expect(read('chat', JSON.stringify({ model: 'a', [field]: 'b' }))).rejects.toThrow(BodyError);
  },
);

test('a field with a similar name is passed unchanged', async () => {
  const text = '{"model":"a","Messages":[],"модель":1,"models":2}';
  expect((await read('chat', text)).body).toBe(text);
});

test.each(['', '{', 'null', '5', '"text"', '[]', '{"model":5}', '{"model":["a"]}', '{"model":{}}'])(
  'the body %j is refused',
  async (text) => {
    await expect(read('chat', text)).rejects.toThrow(BodyError);
  },
);

test('A11: a body with too many values of any kind is refused', async () => {
  const most = MAX_JSON_VALUES;
  for (const part of ['[],', '0,', '"",', '{"a":0},']) {
    const body = `{"model":"a","messages":[${part.repeat(most / 2)}0]}`;
    const { length } = part.match(/[,:{[]/g) ?? [];
    if (length === 1) await read('chat', body);
    else await expect(read('chat', body)).rejects.toMatchObject({ code: 'body_too_large' });
  }
  const nested = `{"model":"a","x":${'['.repeat(most)}${']'.repeat(most)}}`;
  await expect(read('chat', nested)).rejects.toMatchObject({ code: 'body_too_large' });
  const fields = Array.from({ length: 1_001 }, (_, at) => `"f${at}":0`);
  await expect(read('chat', `{${fields.join(',')}}`)).rejects.toBeInstanceOf(BodyError);
});
