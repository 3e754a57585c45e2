import type { Operation } from '../../shared/operations/operations.ts';
import { NOTHING_MORE } from '../access/decide.ts';
import { BodyError } from './body-error.ts';
import { checkFieldNames } from './field-names.ts';
import { namesIn } from './names-in.ts';
import type { UnderstoodBody } from './understood-body.ts';

/** Fields of a form: a transcription has about ten, an edit of images some more. */
const MAX_FIELDS = 256;

/** The boundary that a content type names, read as the parser of the form reads it (WHATWG MIME Sniffing, 4.4). */
const boundaryOf = (contentType: string): string | null => {
  const { MIMEType } = process.getBuiltinModule('node:util');
  try {
    return new MIMEType(contentType).params.get('boundary');
  } catch {
    return null;
  }
};

/** Refuses a form of too many fields before any of them is read. Takes time by the length of the body. */
const checkFieldCount = (bytes: Buffer, contentType: string): void => {
  const boundary = boundaryOf(contentType);
  if (!boundary) throw new BodyError('The body is not a form.');
  const line = Buffer.from(`--${boundary}`);
  let fields = 0;
  for (let at = bytes.indexOf(line); at !== -1; at = bytes.indexOf(line, at + line.byteLength)) {
    fields += 1;
    // One more boundary than fields ends the form.
    if (fields > MAX_FIELDS + 1) throw new BodyError(`The form has more than ${MAX_FIELDS} fields.`);
  }
};

/** Reads a multipart form and writes it again from what was read. Throws a BodyError. */
export const readForm = async (
  operation: Operation,
  bytes: Buffer,
  contentType: string,
): Promise<UnderstoodBody> => {
  checkFieldCount(bytes, contentType);
  const parsed = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw new BodyError('The body is not a form.');
    });
  const models = new Set(operation.models);
  const names = [...parsed.keys()];
  // A field that names no model may be repeated: a list, or several files.
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
