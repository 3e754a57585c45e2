import { expect, test } from 'vitest';
import { OPERATIONS, type Operation } from '../../../shared/operations/operations.ts';
import { BodyError } from './fields.ts';
import { readForm } from './form.ts';

const TRANSCRIBE = OPERATIONS.find(({ name }) => name === 'transcribe') as Operation;

const form = async (fields: readonly (readonly [string, string | Blob])[]) => {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  const response = new Response(data);
  const bytes = Buffer.from(await response.arrayBuffer());
  return readForm(TRANSCRIBE, bytes, response.headers.get('content-type') ?? '');
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

test('a body that is not a form is refused', async () => {
  await expect(readForm(TRANSCRIBE, 'model=a', 'multipart/form-data; boundary=x')).rejects.toThrow(BodyError);
});

test('a form with more fields than are parsed is refused', async () => {
  const fields = Array.from({ length: 257 }, (_, at) => [`f${at}`, 'x'] as const);
  await expect(form(fields)).rejects.toThrow('more than 256 fields');
});
