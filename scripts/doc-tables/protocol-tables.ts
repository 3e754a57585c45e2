import { readFileSync } from 'node:fs';
import type * as v from 'valibot';
import * as limitsModule from '../../shared/protocol/limits.ts';
import { clientMessageSchema } from '../../shared/protocol/messages.ts';
import { parseDoc } from '../sdk-reference/doc-comment.ts';
import { code, markdown } from './markdown.ts';

type Schema = v.GenericSchema & {
  readonly literal?: string;
  readonly wrapped?: Schema;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly pipe?: readonly { readonly kind: string; readonly type: string; readonly requirement?: unknown }[];
};

const BOUNDS: Readonly<Record<string, string>> = {
  max_length: 'at most',
  max_entries: 'at most',
  min_value: 'at least',
};

/** `number, integer, at least 1`. */
const typeOf = ({ type, pipe = [], literal }: Schema): string => {
  if (literal !== undefined) return `"${literal}"`;
  const rules = pipe.flatMap(({ kind, type: rule, requirement }) => {
    if (kind !== 'validation') return [];
    return [rule in BOUNDS ? `${BOUNDS[rule]} ${requirement}` : rule];
  });
  return [type, ...rules].join(', ');
};

/** `id` (number, integer, at least 1), `body.text`? (string). A question mark stands for an optional field. */
const fieldsOf = (entries: Readonly<Record<string, Schema>> = {}, before = ''): string[] =>
  Object.entries(entries).flatMap(([name, field]) => {
    if (name === 'type') return [];
    const optional = field.wrapped !== undefined;
    const schema = field.wrapped ?? field;
    const path = `${before}${name}${optional ? '?' : ''}`;
    if (schema.entries) return fieldsOf(schema.entries, `${path}.`);
    return [`${code(path)} (${typeOf(schema)})`];
  });

/** The messages of a client and their fields, as the host checks them. */
export const clientMessages = (): string =>
  markdown(
    ['Message', 'Fields'],
    (clientMessageSchema.options as unknown as readonly Schema[]).map(({ entries }) => [
      code(entries?.['type']?.literal ?? ''),
      fieldsOf(entries).join(', '),
    ]),
  );

const source = (name: string): string =>
  readFileSync(new URL(`../../shared/protocol/${name}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n');

const CALL = /(?:\/\*\*(?<comment>(?:(?!\*\/).)*)\*\/\s+)?'?(?<name>[\w.]+)'?: Call<(?<types>.*?)>;\n/gs;

/** Splits `'own', { a: b }, c` at its outer commas. */
const splitTypes = (text: string): string[] => {
  const parts = [''];
  let depth = 0;
  for (const char of text.replaceAll(/\s+/g, ' ')) {
    if ('{<('.includes(char)) depth += 1;
    if ('}>)'.includes(char)) depth -= 1;
    if (char === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts.map((each) => each.trim());
};

/** The calls that the host answers itself, from their types. */
export const calls = (): string => {
  const [, body = ''] = /export interface Calls \{\n(.*?)\n\}\n/s.exec(source('calls.ts')) ?? [];
  const rows = Array.from(`${body}\n`.matchAll(CALL), ({ groups = {} }) => {
    const [right = '', params = '', result = ''] = splitTypes(groups['types'] ?? '');
    const parameters = params === 'undefined' ? '' : code(params);
    return [
      code(groups['name'] ?? ''),
      right.slice(1, -1),
      parameters,
      code(result),
      parseDoc(groups['comment'] ?? '').text.join(' '),
    ];
  });
  return markdown(['Call', 'Who may make it', 'Parameters', 'Result', 'Meaning'], rows);
};

const LIMIT = /(?:\/\*\*(?<comment>(?:(?!\*\/).)*)\*\/\s*)?export const (?<name>\w+)/gs;

const shown = (value: unknown): string => {
  if (typeof value === 'number') return value.toLocaleString('en');
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return Object.entries(value as Readonly<Record<string, unknown>>)
    .map(([name, each]) => `${name} ${shown(each)}`)
    .join(', ');
};

/** `[source](https://…)` for an address that stands alone. */
const withLinks = (text: string): string => text.replaceAll(/(?<!\]\(|[<"])https?:\/\/\S+/g, '[source]($&)');

const VALUES = new Map<string, unknown>(Object.entries(limitsModule));

/** Every limit of the protocol with its docstring; one without belongs to the docstring before it. */
export const limits = (): string => {
  let meaning = '';
  const rows = Array.from(source('limits.ts').matchAll(LIMIT), ({ groups = {} }) => {
    const { name = '', comment } = groups;
    const [text = ''] = comment === undefined ? [meaning] : parseDoc(comment).text;
    meaning = withLinks(text.replaceAll(/\{@link (\w+)\}/g, '`$1`'));
    return [code(name), shown(VALUES.get(name)), meaning];
  });
  return markdown(['Limit', 'Value', 'Meaning'], rows);
};
