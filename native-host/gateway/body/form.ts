import type { Operation } from '../../../shared/operations/operations.ts';
import { NOTHING_MORE } from '../../access/decide.ts';
import { BodyError, checkFieldNames, namesIn, type UnderstoodBody } from './fields.ts';

/** Most fields of one form. A transcription has about ten, an image edit a few more. */
const MAX_FIELDS = 256;

/** The boundary of a content type, read as the form parser reads it (WHATWG MIME Sniffing, 4.4). */
const boundaryOf = (contentType: string): string | null => {
  const { MIMEType } = process.getBuiltinModule('node:util');
  try {
    return new MIMEType(contentType).params.get('boundary');
  } catch {
    return null;
  }
};

/** Throws a BodyError for a form with too many fields before any of them is parsed. Linear in the body's length. */
const checkFieldCount = (bytes: Buffer, contentType: string): void => {
  const boundary = boundaryOf(contentType);
  if (!boundary) throw new BodyError('The body is not a form.');
  const line = Buffer.from(`--${boundary}`);
  let fields = 0;
  for (let at = bytes.indexOf(line); at !== -1; at = bytes.indexOf(line, at + line.byteLength)) {
    fields += 1;
    // A form ends with one more boundary than it has fields.
    if (fields > MAX_FIELDS + 1) throw new BodyError(`The form has more than ${MAX_FIELDS} fields.`);
  }
};

/** Parses a multipart form and serializes the result. Throws a BodyError. */
export const readForm = async (
  operation: Operation,
  received: string | Buffer,
  contentType: string,
): Promise<UnderstoodBody> => {
  const bytes = typeof received === 'string' ? Buffer.from(received) : received;
  checkFieldCount(bytes, contentType);
  // undici's own classes, because Bun's change the types of files and return the boundary of the original.
  const { Response } = await import('../../relay/form-client.ts');
  const parsed = await new Response(bytes, { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw new BodyError('The body is not a form.');
    });
  const models = new Set(operation.models);
  const names = [...parsed.keys()];
  // Fields other than models may be repeated, such as lists and files.
  const others = new Set(names.filter((name) => !models.has(name)));
  checkFieldNames([...names.filter((name) => models.has(name)), ...others], models);
  const named = namesIn(operation.models, (field) => parsed.get(field) ?? undefined);
  const rebuilt = new Response(parsed);
  return {
    body: Buffer.from(await rebuilt.arrayBuffer()),
    contentType: rebuilt.headers.get('content-type') ?? contentType,
    models: named,
    ...NOTHING_MORE,
  };
};
