import fc from 'fast-check';
import { expect } from 'vitest';
import { isOwnRegistry } from '../../native-host/access/model-names.ts';
import type { readJson } from '../../native-host/gateway/body/json.ts';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import type { GoReading } from './ask-go.ts';

/** Bodies that are designed to mean one thing to the host and another to Go's decoder. */

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

export const bodiesFor = ({ models, extra = [] }: Operation) => {
  const fields = [...models, ...extra.map(({ field }) => field)];
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

export const JSON_OPERATIONS = OPERATIONS.filter(({ body, scope }) => body === 'json' && scope !== 'never');

/** The fields whose values are compared with those that the host has checked. */
export const askedFields = ({ models }: Operation): string[] => [...models, 'insecure', 'remote_host'];

/** Fails if Ollama would act on a value that the host has not checked. */
export const expectSameReading = (
  { models, extra = [], registry = [] }: Operation,
  read: ReturnType<typeof readJson>,
  go: GoReading,
): void => {
  const { values, types } = go;
  // Ollama answers 400 if Go cannot parse the body.
  if (values === null || types === null) return;
  for (const field of models) {
    const name = values[field] ?? undefined;
    if (name !== undefined && name !== '') expect(read.models).toContain(name);
    if (registry.includes(field) && name) expect(read.registry).toContain(name);
  }
  if (read.registry.some(isOwnRegistry)) expect(values['insecure']).not.toBe(true);
  const scopes = read.needs.map(({ scope }) => scope);
  if (extra.some(({ when }) => when === 'text') && values['remote_host']) expect(scopes).toContain('cloud');
  const searches = types.some((type) => String(type).startsWith('web_search'));
  if (searches && extra.some(({ when }) => when === 'web-search')) expect(scopes).toContain('web');
};
