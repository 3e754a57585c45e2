import { TurnkeyError } from '../errors/turnkey-error.ts';
import { explain } from '../explain.ts';

/** Reads the error of a response that is not OK: a TurnkeyError if it has a code, or else Ollama's message. */
export const readRefusal = async (response: Response): Promise<Error> => {
  const body: unknown = await response.json().catch(() => response.statusText);
  const { code, message, help } = explain(body);
  return code ? new TurnkeyError({ code, message, ...(help && { help }) }) : new Error(message);
};
