import { checkFieldNames } from './fields.ts';

/** The field of OpenAI's routes by which a client asks for the usage of a stream. */
export const STREAM_OPTIONS = 'stream_options';

/** The only field of it that Ollama reads (openai/openai.go of v0.24.0). */
const INCLUDE_USAGE = 'include_usage';

/** The field as Turnkey sends it if the client does not ask for the usage. */
export const USAGE_WANTED = `"${STREAM_OPTIONS}":{"${INCLUDE_USAGE}":true}`;

const FIELDS: ReadonlySet<string> = new Set([INCLUDE_USAGE]);

/**
 * Whether a request is a stream whose client has not asked for its usage. Options that Ollama refuses stay as they are, so
 * that it does. Throws a BodyError for an option that Ollama reads although it is spelled differently.
 */
export const isCountedOnRequest = (body: Readonly<Record<string, unknown>>): boolean => {
  if (body['stream'] !== true) return false;
  const options = body[STREAM_OPTIONS];
  if (options === undefined || options === null) return true;
  if (typeof options !== 'object' || Array.isArray(options)) return false;
  checkFieldNames(Object.keys(options), FIELDS);
  const wanted = (options as Readonly<Record<string, unknown>>)[INCLUDE_USAGE];
  return wanted === undefined || wanted === null || wanted === false;
};
