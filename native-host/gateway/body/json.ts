import type { Scope } from '../../../shared/access/scopes.ts';
import type { Extra, Operation } from '../../../shared/operations/operations.ts';
import { MAX_JSON_VALUES } from '../../../shared/protocol/limits.ts';
import type { Need } from '../../access/decide.ts';
import { isOwnRegistry } from '../../access/model-names.ts';
import { Refusal } from '../../errors/refusal.ts';
import { BodyError, checkFieldNames, fold, isDigest, namesIn, type UnderstoodBody } from './fields.ts';
import { hasMoreValues, type RawField, rewriteJson, topLevelFields } from './json-text.ts';
import { isCountedOnRequest, STREAM_OPTIONS, USAGE_WANTED } from './stream-options.ts';

/** Fields that change what Ollama does in any operation. */
const MEANINGFUL = ['stream', 'insecure', 'keep_alive'];

const CHECKED = new WeakMap<Operation, ReadonlySet<string>>();

/** The fields of an operation on which a rule depends. */
const checkedFields = (operation: Operation): ReadonlySet<string> => {
  const known = CHECKED.get(operation);
  if (known) return known;
  const { models, digests = [], extra = [], tokens } = operation;
  const fields = new Set([...models, ...digests, ...extra.map(({ field }) => field), ...MEANINGFUL]);
  if (tokens?.onRequest) fields.add(STREAM_OPTIONS);
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

/** Serializes a value on which a rule depends, from its parsed form. `isDropped`: leaves out its web searches. */
const rewrite = (name: string, value: unknown, text: string, isDropped: boolean): string => {
  // A number is one token, so its text has one meaning.
  if (typeof value === 'number') return text;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  try {
    return isDropped ? rewriteJson(text, withoutWebSearch) : rewriteJson(text);
  } catch {
    throw new BodyError(`The field "${name}" is nested too deeply.`);
  }
};

const checkDigests = (field: string, files: unknown): void => {
  if (files === undefined || files === null) return;
  if (typeof files !== 'object' || !Object.values(files).every(isDigest)) {
    throw new BodyError(`The field "${field}" must contain only sha256 digests in hex.`);
  }
};

const isWebSearch = (tool: unknown): boolean =>
  typeof tool === 'object' &&
  tool !== null &&
  Object.entries(tool).some(
    ([name, value]) => fold(name) === 'type' && typeof value === 'string' && /^\s*web_search/i.test(value),
  );

/** True if Ollama itself would search the web for one of these tools (`web_search`, `web_search_20250305`). */
const hasWebSearch = (tools: unknown): boolean => Array.isArray(tools) && tools.some(isWebSearch);

const withoutWebSearch = (tools: unknown): unknown =>
  Array.isArray(tools) ? tools.filter((tool) => !isWebSearch(tool)) : tools;

/** What of an extra field needs another scope, in words for the refusal; undefined if nothing does. */
const NEEDED: Record<Extra['when'], (field: string, value: unknown) => string | undefined> = {
  text: (field, value) => (namesIn([field], () => value).length > 0 ? `the field "${field}"` : undefined),
  'web-search': (_field, value) => (hasWebSearch(value) ? 'a tool that searches the web' : undefined),
};

/** Writes the fields of a body with these values. */
const write = (fields: readonly RawField[], values: readonly string[], asksUsage: boolean): string => {
  const written = fields.flatMap(({ name }, at) =>
    asksUsage && name === STREAM_OPTIONS ? [] : [`${JSON.stringify(name)}:${values[at]}`],
  );
  if (asksUsage) written.push(USAGE_WANTED);
  return `{${written.join(',')}}`;
};

const rename = (record: Record<string, unknown>, field: string, aliasOf: (name: string) => string): void => {
  const name = Object.hasOwn(record, field) ? record[field] : undefined;
  if (typeof name === 'string') record[field] = aliasOf(name);
};

/**
 * Parses a JSON body and builds the one to send. Fields on which a rule depends are serialized from the checked value.
 * All others keep their text, so that long numbers and deep nesting reach Ollama unchanged. Throws a BodyError, or a
 * Refusal for more than {@link MAX_JSON_VALUES} values.
 * @param aliasOf returns the model that a name stands for. @default the name itself
 * @param scopes those of the caller: a web search that is `droppable` is left out of the body without its scope
 */
export const readJson = (
  operation: Operation,
  received: string | Buffer,
  scopes: readonly Scope[],
  aliasOf?: (name: string) => string,
): UnderstoodBody => {
  // UTF-8 cannot express a lone surrogate: replace it before the checks, as sending would afterwards.
  const text = typeof received === 'string' ? received.toWellFormed() : received.toString('utf8');
  if (hasMoreValues(text, MAX_JSON_VALUES)) {
    throw new Refusal('body_too_large', `The body contains more than ${MAX_JSON_VALUES} values.`);
  }
  const record = parseObject(text);
  const { models, registry = [], digests = [], extra = [] } = operation;
  const checked = checkedFields(operation);
  const { fields: raw, isTight } = topLevelFields(text);
  if (aliasOf) for (const field of models) rename(record, field, aliasOf);
  checkFieldNames(
    raw.map(({ name }) => name),
    checked,
  );
  const read = (field: string): unknown => (Object.hasOwn(record, field) ? record[field] : undefined);

  for (const field of digests) checkDigests(field, read(field));
  const dropped = new Set<string>();
  const needs = extra.flatMap(({ field, scope, when, droppable = false }): Need[] => {
    const because = NEEDED[when](field, read(field));
    if (because === undefined) return [];
    if (!droppable || scopes.includes(scope)) return [{ scope, because }];
    dropped.add(field);
    return [];
  });
  const fetched = namesIn(registry, read);
  // Some clients send `insecure` with every pull. Connections to Ollama's own registry stay verified.
  if (record['insecure'] === true && fetched.some(isOwnRegistry)) record['insecure'] = false;
  const asksUsage = operation.tokens?.onRequest === true && isCountedOnRequest(record);
  const values = raw.map(({ name, value }) =>
    checked.has(name) ? rewrite(name, record[name], value, dropped.has(name)) : value,
  );
  // Most clients send what would be written here, byte for byte.
  const isSame = isTight && !asksUsage && raw.every(({ value }, at) => value === values[at]);
  return {
    body: isSame ? text : write(raw, values, asksUsage),
    isSame,
    contentType: 'application/json',
    models: namesIn(models, read),
    registry: fetched,
    needs,
    asksUsage,
  };
};
