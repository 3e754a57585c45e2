import { UserError } from '../errors/user-error.ts';

/** Placeholders from documentation and examples, which everybody knows. */
const PLACEHOLDERS =
  /^(?:changeme|change-me|secret|password|test|ollama|none|null|undefined|(?:your|my)[-_ ]?.*key.*|<.*>|xxx+|sk-xxx+|choose-a-long-one)$/i;

/** Fewest characters of a key that cannot be guessed by trying. */
const SHORT = 16;

/** The key in `OLLAMA_API_KEY`, and a warning if it is weak. Throws a UserError for a placeholder. */
export const environmentKey = (
  value: string | undefined,
): { readonly key: string; readonly warning?: string } | undefined => {
  const key = value?.trim() ?? '';
  if (key === '') return undefined;
  if (PLACEHOLDERS.test(key) || /\s/.test(key)) {
    throw new UserError(
      'OLLAMA_API_KEY holds a placeholder, not a key.',
      'Set it to a long random text, such as the output of `openssl rand -hex 32`.',
    );
  }
  if (key.length >= SHORT) return { key };
  return {
    key,
    warning: `OLLAMA_API_KEY is short. Use at least ${SHORT} characters, so that it cannot be guessed.`,
  };
};
