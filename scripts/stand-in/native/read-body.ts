import type { Call } from '../call.ts';
import { refusal } from '../recorded/replay.ts';

const parse = (text: string, recorded: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(recorded);
  }
};

/** Whether a text is base64, as Go encodes bytes in JSON. */
export const isBase64 = (text: string): boolean => /^[A-Za-z0-9+/]*={0,2}$/.test(text);

/** Reads a JSON body. As in Go, field names match in any case, and null counts as absent. */
export const readBody = <T>({ request }: Call, badJson = 'chat-bad-json'): Partial<T> => {
  const text = request.body.toString();
  if (text === '') throw refusal('chat-empty-body');
  const fields = Object.entries(Object(parse(text, badJson)));
  return Object.fromEntries(
    fields.filter(([, value]) => value !== null).map(([name, value]) => [name.toLowerCase(), value]),
  ) as Partial<T>;
};
