import { readFile } from 'node:fs/promises';
import { UserError } from '../errors/user-error.ts';
import { isPlaceholder, SHORT_KEY } from '../grants/key-strength.ts';

/** A key that is not in the store. */
export interface EnvironmentKey {
  /** The id of its grant, which usage is recorded under: `env`, or `env-` with its name or number. */
  readonly id: string;
  /** Where it comes from, for messages. */
  readonly name: string;
  readonly key: string;
}

const KEY_VARIABLE = 'OLLAMA_API_KEY';
const FILE_VARIABLE = 'OLLAMA_API_KEY_FILE';

/** Most keys outside of the store: more belong into it. */
const MAX_KEYS = 100;

const check = ({ name, key }: EnvironmentKey): void => {
  if (!isPlaceholder(key)) return;
  throw new UserError(
    `${name} holds a placeholder, not a key.`,
    'Set it to a long random text, such as the output of `openssl rand -hex 32`.',
  );
};

/** Numbers keys from 1: the first has no number. */
const numbered = (text: string, at: number, separator: string): string =>
  at === 0 ? text : `${text}${separator}${at + 1}`;

/** The keys of the variable. A comma cannot be a part of a Bearer token (RFC 6750, section 2.1). */
const inVariable = (value = ''): EnvironmentKey[] =>
  value
    .split(/[,\r\n]+/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((key, at) => ({ id: numbered('env', at, '-'), name: numbered(KEY_VARIABLE, at, ' '), key }));

/** The lines of the file: a key, or a name, a space and a key. */
const inFile = (text: string): EnvironmentKey[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line, at) => {
      const [, name = `file-${at + 1}`, key = line] = /^([\w.-]{1,40})\s+(\S+)$/.exec(line) ?? [];
      return { id: `env-${name}`, name: `${name} in ${FILE_VARIABLE}`, key };
    });

const readKeyFile = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `The file in ${FILE_VARIABLE} cannot be read (${code}).`,
      'Correct its path, or let this user read it.',
    );
  }
};

/**
 * The keys in `OLLAMA_API_KEY` (separated by commas or line breaks) and in the file that `OLLAMA_API_KEY_FILE` names, and a
 * warning for each that is short. Throws a UserError for a placeholder, and for a file that cannot be read.
 */
export const environmentKeys = async (
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly keys: readonly EnvironmentKey[]; readonly warnings: readonly string[] }> => {
  const path = env[FILE_VARIABLE]?.trim();
  const keys = [...inVariable(env[KEY_VARIABLE]), ...(path ? inFile(await readKeyFile(path)) : [])];
  for (const each of keys) check(each);
  if (keys.length > MAX_KEYS) {
    throw new UserError(
      `There are ${keys.length} keys in the environment, and at most ${MAX_KEYS} are accepted.`,
      'Keep them in the store: `ollama-turnkey key import`.',
    );
  }
  const warnings = keys
    .filter(({ key }) => key.length < SHORT_KEY)
    .map(
      ({ name }) => `${name} is short. Use at least ${SHORT_KEY} characters, so that it cannot be guessed.`,
    );
  return { keys, warnings };
};
