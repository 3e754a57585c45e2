import { describe, expect, it } from 'vitest';
import { bind } from './bind.ts';
import { goBool, goImage, goInt, goKeepAlive, goList, goString, goStruct, goThink } from './types.ts';

const fields = {
  model: goString,
  stream: goBool,
  top: goInt,
  keep_alive: goKeepAlive,
  think: goThink,
  messages: goList(
    '[]api.Message',
    goStruct('api.Alias', { content: goString, images: goList('[]Image', goImage) }),
  ),
};
const read = (text: string): unknown => bind(Buffer.from(text), 'ChatRequest', 'api.ChatRequest', fields);

describe('bind', () => {
  it.each([
    ['{"MODEL":"a","Model":"b"}', { model: 'b' }],
    ['{"model":"a","Model":"b","model":"c"}', { model: 'c' }],
    ['{"ſtream":true}', { stream: true }],
    ['{"\u212Aeep_alive":1}', { keep_alive: 1000 }],
    ['{"model":null,"other":5}', {}],
    ['null', {}],
    ['{"keep_alive":"1h30m"}', { keep_alive: 5_400_000 }],
    ['{"keep_alive":-1}', { keep_alive: Number.POSITIVE_INFINITY }],
  ])('binds %s', (text, bound) => {
    expect(read(text)).toEqual(bound);
  });

  it.each([
    ['[]', 'json: cannot unmarshal array into Go value of type api.ChatRequest'],
    ['{"model":5}', 'json: cannot unmarshal number into Go struct field ChatRequest.model of type string'],
    ['{"top":1.5}', 'json: cannot unmarshal number 1.5 into Go struct field ChatRequest.top of type int'],
    [
      '{"messages":[5]}',
      'json: cannot unmarshal number into Go struct field ChatRequest.messages of type api.Alias',
    ],
    [
      '{"messages":[{"content":true}]}',
      'json: cannot unmarshal bool into Go struct field ChatRequest.messages.content of type string',
    ],
    ['{"messages":[{"images":["%%%"]}]}', 'illegal base64 data at input byte 0'],
    ['{"messages":[{"images":["iVBOR"]}]}', 'illegal base64 data at input byte 4'],
    ['{"keep_alive":"x"}', 'time: invalid duration "x"'],
    ['{"keep_alive":true}', "Unsupported type: 'bool'"],
    ['{"think":"x"}', 'invalid think value: "x"'],
  ])('refuses %s', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
