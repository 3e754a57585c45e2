import type { Operation } from '../../shared/operations/operations.ts';
import { NOTHING_MORE } from '../access/decide.ts';
import { BodyError } from './body-error.ts';
import { checkFieldNames } from './field-names.ts';
import { namesIn } from './names-in.ts';
import type { UnderstoodBody } from './understood-body.ts';

/** Reads a multipart form and writes it anew. Throws a BodyError. */
export const readForm = async (
  operation: Operation,
  bytes: Buffer,
  contentType: string,
): Promise<UnderstoodBody> => {
  const parsed = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw new BodyError('The body is not a form.');
    });
  // A field that names no model may stand more than once: a list, or several files.
  const singles = [...parsed.keys()].filter((name, index, all) => {
    return operation.models.includes(name) || all.indexOf(name) === index;
  });
  checkFieldNames(singles, new Set(operation.models));
  const models = namesIn(operation.models, (field) => parsed.get(field) ?? undefined);
  const rebuilt = new Response(parsed);
  return {
    body: Buffer.from(await rebuilt.arrayBuffer()),
    contentType: rebuilt.headers.get('content-type') ?? contentType,
    models,
    ...NOTHING_MORE,
  };
};
