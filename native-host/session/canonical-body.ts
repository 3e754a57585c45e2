import type { Operation } from '../../shared/operations/operations.ts';

/** A request body that was understood: what to send, and every model that it names. */
export interface CanonicalBody {
  readonly body: string | Buffer;
  readonly contentType: string;
  readonly models: readonly string[];
}

/** A body that is not sent on: says why, for the person who wrote the request. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
}

/** Fields besides the models' that decide what Ollama does. */
const MEANINGFUL = ['stream', 'insecure', 'keep_alive'];

/** Go's JSON decoder matches field names by Unicode simple folding: ſ and K (Kelvin) count as s and k. */
const fold = (name: string): string => name.replaceAll('ſ', 's').replaceAll('\u212a', 'k').toLowerCase();

const refuseVariants = (names: readonly string[], fields: readonly string[]) => {
  for (const name of names) {
    const plain = fold(name);
    if (plain !== name && fields.includes(plain)) {
      throw new BodyError(`The field ${JSON.stringify(name)} is a variant of "${plain}".`);
    }
  }
};

const namesIn = (fields: readonly string[], value: (field: string) => unknown): string[] =>
  fields.flatMap((field) => {
    const name = value(field);
    if (name === undefined || name === null || name === '') return [];
    if (typeof name !== 'string') throw new BodyError(`The field "${field}" is not text.`);
    return [name];
  });

const json = (operation: Operation, bytes: Buffer): CanonicalBody => {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new BodyError(bytes.byteLength === 0 ? 'The body is empty.' : 'The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BodyError('The body is not a JSON object.');
  }
  const record = value as Record<string, unknown>;
  refuseVariants(Object.keys(record), [...operation.models, ...MEANINGFUL]);
  const models = namesIn(operation.models, (field) =>
    Object.hasOwn(record, field) ? record[field] : undefined,
  );
  return { body: JSON.stringify(record), contentType: 'application/json', models };
};

const form = async (operation: Operation, bytes: Buffer, contentType: string): Promise<CanonicalBody> => {
  const parsed = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw new BodyError('The body is not a form.');
    });
  const fields = [...parsed.keys()];
  refuseVariants(fields, operation.models);
  for (const field of operation.models) {
    if (parsed.getAll(field).length > 1) throw new BodyError(`The field "${field}" stands twice.`);
  }
  const models = namesIn(operation.models, (field) => parsed.get(field) ?? undefined);
  const rebuilt = new Response(parsed);
  const type = rebuilt.headers.get('content-type') ?? contentType;
  return { body: Buffer.from(await rebuilt.arrayBuffer()), contentType: type, models };
};

/**
 * Parses a body once and builds it anew, so that what is checked is what Ollama reads: of duplicate fields
 * one remains, and fields that Ollama would take for another one are refused. Throws a BodyError.
 */
export const canonicalBody = async (
  operation: Operation,
  bytes: Buffer,
  contentType: string,
): Promise<CanonicalBody> =>
  operation.body === 'form' ? form(operation, bytes, contentType) : json(operation, bytes);
