import type { Extra, Operation } from '../../shared/operations/operations.ts';
import { MAX_JSON_VALUES } from '../../shared/protocol/limits.ts';
import type { Need } from '../access/decide.ts';
import { isOwnRegistry } from '../access/model-names.ts';
import { Refusal } from '../errors/refusal.ts';
import { BodyError } from './body-error.ts';
import { hasMoreValues } from './count-values.ts';
import { isDigest } from './digest.ts';
import { rewriteJson } from './exact-json.ts';
import { checkFieldNames } from './field-names.ts';
import { hasWebSearch } from './has-web-search.ts';
import { namesIn } from './names-in.ts';
import { topLevelFields } from './top-level-fields.ts';
import type { UnderstoodBody } from './understood-body.ts';

/** Fields that decide what Ollama does, whatever the operation. */
const MEANINGFUL = ['stream', 'insecure', 'keep_alive'];

const CHECKED = new WeakMap<Operation, ReadonlySet<string>>();

/** The fields of an operation that a rule depends on. */
const checkedFields = (operation: Operation): ReadonlySet<string> => {
  const known = CHECKED.get(operation);
  if (known) return known;
  const { models, digests = [], extra = [] } = operation;
  const fields = new Set([...models, ...digests, ...extra.map(({ field }) => field), ...MEANINGFUL]);
  CHECKED.set(operation, fields);
  return fields;
};

const parseObject = (text: string): Record<string, unknown> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BodyError(text === '' ? 'The body is empty.' : 'The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BodyError('The body is not a JSON object.');
  }
  return value as Record<string, unknown>;
};

/** The text of a value that a rule depends on, written anew from what was understood. */
const rewrite = (name: string, value: unknown, text: string): string => {
  // A number is one token: there is nothing in it to understand otherwise.
  if (typeof value === 'number') return text;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  try {
    return rewriteJson(text);
  } catch {
    throw new BodyError(`The field "${name}" is nested too deeply.`);
  }
};

const checkDigests = (field: string, files: unknown): void => {
  if (files === undefined || files === null) return;
  if (typeof files !== 'object' || !Object.values(files).every(isDigest)) {
    throw new BodyError(`The field "${field}" holds something else than digests: sha256 in hex.`);
  }
};

const NEEDED: Record<Extra['when'], (field: string, value: unknown) => string | undefined> = {
  text: (field, value) => (namesIn([field], () => value).length > 0 ? `the field "${field}"` : undefined),
  'web-search': (_field, value) => (hasWebSearch(value) ? 'a tool that searches the web' : undefined),
};

/**
 * Reads a JSON body and writes it anew. What a rule depends on is written from the value that was checked; all else
 * keeps its text, so that long numbers and deep nesting mean to Ollama what they meant. Throws a BodyError, or a Refusal
 * for more values than may be parsed.
 */
export const readJson = (operation: Operation, bytes: Buffer): UnderstoodBody => {
  if (hasMoreValues(bytes, MAX_JSON_VALUES)) {
    throw new Refusal('body_too_large', `The body holds more than ${MAX_JSON_VALUES} values.`);
  }
  const text = bytes.toString('utf8');
  const record = parseObject(text);
  const { models, registry = [], digests = [], extra = [] } = operation;
  const checked = checkedFields(operation);
  const raw = topLevelFields(text);
  checkFieldNames(
    raw.map(({ name }) => name),
    checked,
  );
  const read = (field: string): unknown => (Object.hasOwn(record, field) ? record[field] : undefined);

  for (const field of digests) checkDigests(field, read(field));
  const needs = extra.flatMap(({ field, scope, when }): Need[] => {
    const because = NEEDED[when](field, read(field));
    return because === undefined ? [] : [{ scope, because }];
  });
  const fetched = namesIn(registry, read);
  // Some clients send this with whatever they pull. Ollama's own registry is never spoken to without a check.
  if (record['insecure'] === true && fetched.some(isOwnRegistry)) record['insecure'] = false;
  const body = raw.map(
    ({ name, value }) =>
      `${JSON.stringify(name)}:${checked.has(name) ? rewrite(name, record[name], value) : value}`,
  );
  return {
    body: `{${body.join(',')}}`,
    contentType: 'application/json',
    models: namesIn(models, read),
    registry: fetched,
    needs,
  };
};
