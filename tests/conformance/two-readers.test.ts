import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOwnRegistry } from '../../native-host/access/model-names.ts';
import { BodyError } from '../../native-host/gateway/body-error.ts';
import { readJson } from '../../native-host/gateway/canonical-json.ts';
import { bind, type Read } from '../../scripts/stand-in/go/bind.ts';
import { decodeGoJson, GoJsonError, isGoObject } from '../../scripts/stand-in/go/json-decode.ts';
import { goAny } from '../../scripts/stand-in/go/types.ts';
import { OPERATIONS } from '../../shared/operations/operations.ts';

/** Bodies made to mean one thing to the host and another to Go's decoder, which the stand-in reads as Go does. */

const escaped = (name: string) =>
  fc.constantFrom(
    name,
    name.replace(/[a-z]/, (char) => `\\u00${char.charCodeAt(0).toString(16)}`),
  );

const variants = (name: string) =>
  fc.constantFrom(
    name,
    name.toUpperCase(),
    `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
    name.replace('s', 'ſ').replace('k', '\u212a'),
    `${name} `,
  );

const space = fc.constantFrom('', ' ', '\n\t', '\r');
const scalar = fc.constantFrom(
  '"a"',
  '"b"',
  '""',
  'null',
  'true',
  '1e400',
  '12345678901234567890',
  '"\\u0061"',
  '"\\ud800"',
  '"{\\"model\\":\\"c\\"}"',
  '"\\\\"',
  '"\\"',
  '{"model":"c"}',
  '["model","c"]',
  '[{"type":"web_search"}]',
  '[{"type":"web_search","type":null}]',
  '[{"Type":"web_search","type":"function"}]',
  '[{"type":"function","tYpe":"\\u0077eb_search_20250305"}]',
  '{"x":"sha256:0"}',
);

const bodiesFor = (fields: readonly string[]) => {
  const name = fc
    .constantFrom(...fields, 'stream', 'insecure', 'keep_alive', 'messages', '__proto__', 'x')
    .chain(variants)
    .chain(escaped);
  const field = fc.tuple(name, space, space, fc.oneof(scalar, fc.json()), space);
  const fieldText = field.map(
    ([key, before, after, value, end]) => `${before}"${key}"${after}:${before}${value}${end}`,
  );
  const tail = fc.constantFrom('', '', '', ' ', ',', '}', '{"model":"c"}', '\u0000');
  return fc
    .tuple(fc.array(fieldText, { maxLength: 5 }), tail)
    .map(([all, end]) => `{${all.join(',')}}${end}`);
};

/** What Go makes of one field, whatever its type: undefined where the body does not say. */
const goField = (body: Buffer, field: string): unknown =>
  bind(body, 'Request', 'api.Request', { [field]: goAny as Read<unknown> })[field];

const goTypes = (body: Buffer): unknown[] => {
  const root = decodeGoJson(body);
  if (!isGoObject(root)) return [];
  const tools = root.entries.filter(([name]) => name.toLowerCase() === 'tools').map(([, value]) => value);
  return tools
    .flatMap((value) => (Array.isArray(value) ? value : []))
    .filter(isGoObject)
    .map((tool) => goField(Buffer.from(JSON.stringify(Object.fromEntries(tool.entries))), 'type'));
};

const JSON_OPERATIONS = OPERATIONS.filter(({ body, scope }) => body === 'json' && scope !== 'never');

test.each(JSON_OPERATIONS)(
  'T4: from a $name, Ollama reads what was checked and nothing else',
  (operation) => {
    const { models, extra = [], registry = [] } = operation;
    let sent = 0;
    fc.assert(
      fc.property(bodiesFor([...models, ...extra.map(({ field }) => field)]), (text) => {
        let read: ReturnType<typeof readJson>;
        try {
          read = readJson(operation, Buffer.from(text));
        } catch (error) {
          expect(error).toBeInstanceOf(BodyError);
          return;
        }
        sent += 1;
        const body = Buffer.from(read.body as string);
        try {
          for (const field of models) {
            const name = goField(body, field);
            if (name !== undefined && name !== '') expect(read.models).toContain(name);
            if (registry.includes(field) && name) expect(read.registry).toContain(name);
          }
          if (read.registry.some(isOwnRegistry)) expect(goField(body, 'insecure')).not.toBe(true);
          const scopes = read.needs.map(({ scope }) => scope);
          if (extra.some(({ when }) => when === 'text') && goField(body, 'remote_host'))
            expect(scopes).toContain('cloud');
          const searches = goTypes(body).some((type) => String(type).startsWith('web_search'));
          if (searches && extra.some(({ when }) => when === 'web-search')) expect(scopes).toContain('web');
        } catch (error) {
          // Ollama answers 400 to what Go does not read.
          if (!(error instanceof GoJsonError)) throw error;
        }
      }),
      { numRuns: 400 },
    );
    expect(sent).toBeGreaterThan(20);
  },
);
