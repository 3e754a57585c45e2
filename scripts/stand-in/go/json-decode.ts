/** A JSON object as it was written: every key in order, duplicates included, since Go's decoder sees them all. */
export interface GoObject {
  readonly entries: readonly (readonly [string, GoValue])[];
}
export type GoValue = null | boolean | number | string | readonly GoValue[] | GoObject;

/** A decoding error with the words of Go's encoding/json. */
export class GoJsonError extends Error {}

const WHITESPACE = /[ \t\r\n]*/y;
/** All but quotes, backslashes and control characters. */
const PLAIN_STRING = /[ !#-[\]-\xff]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Reads the first JSON value of a body, as Go's json.Decoder does; what follows it is ignored. */
export function decodeGoJson(body: Buffer): GoValue {
  // Latin-1 keeps one character per byte, so that errors name the byte that Go names.
  const text = body.toString('latin1');
  let at = 0;

  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const fail = (context: string): never => {
    const char = text[at];
    if (char === undefined) throw new GoJsonError('unexpected EOF');
    throw new GoJsonError(`invalid character ${quoteChar(char)} ${context}`);
  };
  const next = (): string | undefined => {
    match(WHITESPACE);
    return text[at];
  };

  const literal = <T>(word: string, value: T): T => {
    for (const char of word) {
      if (text[at] !== char) fail(`in literal ${word} (expecting ${quoteChar(char)})`);
      at += 1;
    }
    return value;
  };

  const string = (): string => {
    at += 1;
    let out = '';
    let from = at;
    for (;;) {
      match(PLAIN_STRING);
      if (text[at] === '"') break;
      if (text[at] !== '\\') fail('in string literal');
      out += utf8(text.slice(from, at));
      at += 1;
      out += escaped();
      from = at;
    }
    out += utf8(text.slice(from, at));
    at += 1;
    return out.toWellFormed();
  };

  const escaped = (): string => {
    const char = text[at];
    const simple = char === undefined ? undefined : ESCAPES[char];
    if (simple !== undefined) {
      at += 1;
      return simple;
    }
    if (char !== 'u') fail('in string escape code');
    at += 1;
    for (const end = at + 4; at < end; at += 1) {
      if (!/[0-9a-fA-F]/.test(text[at] ?? '')) fail('in \\u hexadecimal character escape');
    }
    return String.fromCharCode(Number.parseInt(text.slice(at - 4, at), 16));
  };

  const number = (): number => {
    const start = at;
    const found = match(NUMBER);
    if (found === '') {
      at = start + 1;
      fail('in numeric literal');
    }
    if (text[at] === '.') {
      at += 1;
      fail('after decimal point in numeric literal');
    }
    if (text[at] === 'e' || text[at] === 'E') {
      at += 1;
      if (text[at] === '+' || text[at] === '-') at += 1;
      fail('in exponent of numeric literal');
    }
    return Number(found);
  };

  const array = (): GoValue[] => {
    const items: GoValue[] = [];
    at += 1;
    if (next() === ']') {
      at += 1;
      return items;
    }
    for (;;) {
      items.push(value());
      const char = next();
      if (char !== ',' && char !== ']') fail('after array element');
      at += 1;
      if (char === ']') return items;
    }
  };

  const object = (): GoObject => {
    const entries: [string, GoValue][] = [];
    at += 1;
    if (next() === '}') {
      at += 1;
      return { entries };
    }
    for (;;) {
      if (next() !== '"') fail('looking for beginning of object key string');
      const key = string();
      if (next() !== ':') fail('after object key');
      at += 1;
      entries.push([key, value()]);
      const char = next();
      if (char !== ',' && char !== '}') fail('after object key:value pair');
      at += 1;
      if (char === '}') return { entries };
    }
  };

  const value = (): GoValue => {
    const char = next();
    if (char === '{') return object();
    if (char === '[') return array();
    if (char === '"') return string();
    if (char === 't') return literal('true', true);
    if (char === 'f') return literal('false', false);
    if (char === 'n') return literal('null', null);
    if (char === '-' || (char !== undefined && char >= '0' && char <= '9')) return number();
    return fail('looking for beginning of value');
  };

  if (next() === undefined) throw new GoJsonError('EOF');
  return value();
}

/** The value as ordinary JavaScript: of duplicate keys the last one stays. */
export function toPlain(value: GoValue): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (isGoObject(value)) return Object.fromEntries(value.entries.map(([key, item]) => [key, toPlain(item)]));
  return value;
}

export function isGoObject(value: GoValue | undefined): value is GoObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

function quoteChar(char: string): string {
  if (char === "'") return "'\\''";
  if (char === '"') return `'"'`;
  return `'${JSON.stringify(char).slice(1, -1)}'`;
}
