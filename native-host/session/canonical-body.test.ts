import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import { BodyError, canonicalBody } from './canonical-body.ts';

const operation = (name: string) => OPERATIONS.find((each) => each.name === name) as Operation;
const read = (name: string, body: string | Buffer, type = 'application/json') =>
  canonicalBody(operation(name), Buffer.from(body), type);

test('a body is what JSON says, written anew', async () => {
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

test('of a field that stands twice the last one is read and sent', async () => {
  const { body, models } = await read('chat', '{"model":"a","model":"b"}');
  expect([body, models]).toEqual(['{"model":"b"}', ['b']]);
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

test('a field that only looks like one is passed on', async () => {
  const text = '{"model":"a","Messages":[],"модель":1,"models":2}';
  expect((await read('chat', text)).body).toBe(text);
});

test.each(['', '{', 'null', '5', '"text"', '[]', '{"model":5}', '{"model":["a"]}', '{"model":{}}'])(
  'the body %j is refused',
  async (text) => {
    await expect(read('chat', text)).rejects.toThrow(BodyError);
  },
);

const form = async (fields: readonly (readonly [string, string | Blob])[]) => {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  const response = new Response(data);
  return read(
    'transcribe',
    Buffer.from(await response.arrayBuffer()),
    response.headers.get('content-type') ?? '',
  );
};

test('a form is rebuilt with its model and its file', async () => {
  const { models, body, contentType } = await form([
    ['model', 'whisper'],
    ['file', new Blob([Uint8Array.from([1, 2, 255])])],
  ]);
  const parsed = await new Response(new Uint8Array(body as Buffer), {
    headers: { 'content-type': contentType },
  }).formData();
  const file = parsed.get('file') as File;
  expect(models).toEqual(['whisper']);
  expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([1, 2, 255]);
});

test('a form with two models is refused', async () => {
  await expect(
    form([
      ['model', 'a'],
      ['model', 'b'],
    ]),
  ).rejects.toThrow(BodyError);
});

test('a form with a model in another case is refused', async () => {
  await expect(
    form([
      ['model', 'a'],
      ['Model', 'b'],
    ]),
  ).rejects.toThrow(BodyError);
});

test('a form whose model is a file is refused', async () => {
  await expect(form([['model', new Blob(['a'])]])).rejects.toThrow(BodyError);
});

test('what is no form is refused', async () => {
  await expect(read('transcribe', 'model=a', 'multipart/form-data; boundary=x')).rejects.toThrow(BodyError);
});
