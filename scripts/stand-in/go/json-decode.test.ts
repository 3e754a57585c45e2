import { describe, expect, it } from 'vitest';
import { decodeGoJson, toPlain } from './json-decode.ts';

const decode = (text: string): unknown => toPlain(decodeGoJson(Buffer.from(text)));

describe('decodeGoJson', () => {
  it.each([
    '{"a":[1,-2.5e3,true,false,null,"x"],"b":{}}',
    '"\\u00e4\\ud83d\\ude00\\n"',
    ' [ ] ',
    '"schöne 😀"',
  ])('reads %s', (text) => {
    expect(decode(text)).toEqual(JSON.parse(text));
  });

  it('keeps every key in order, duplicates too', () => {
    expect(decodeGoJson(Buffer.from('{"a":1,"A":2,"a":3}'))).toEqual({
      entries: [
        ['a', 1],
        ['A', 2],
        ['a', 3],
      ],
    });
  });

  it('ignores what follows the first value', () => {
    expect(decode('{"a":1} and more')).toEqual({ a: 1 });
  });

  // As a real Ollama said them.
  it.each([
    ['', 'EOF'],
    [' ', 'EOF'],
    ['{"model":', 'unexpected EOF'],
    ['{"a":"b', 'unexpected EOF'],
    ['hello', "invalid character 'h' looking for beginning of value"],
    ['{"model":"x",}', "invalid character '}' looking for beginning of object key string"],
    ["{'model'}", "invalid character '\\'' looking for beginning of object key string"],
    ['{"model":tru}', "invalid character '}' in literal true (expecting 'e')"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":01}', "invalid character '1' after object key:value pair"],
    ['[1 2]', "invalid character '2' after array element"],
    ['{"a":1.x}', "invalid character 'x' after decimal point in numeric literal"],
    ['{"a":1e}', "invalid character '}' in exponent of numeric literal"],
    ['{"a":-}', "invalid character '}' in numeric literal"],
    ['"\\q"', "invalid character 'q' in string escape code"],
    ['"\\u12x"', "invalid character 'x' in \\u hexadecimal character escape"],
    ['"x\ny"', "invalid character '\\n' in string literal"],
  ])('refuses %j: %s', (text, message) => {
    expect(() => decode(text)).toThrow(message);
  });
});
