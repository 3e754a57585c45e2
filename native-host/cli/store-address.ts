import { UserError } from '../errors/user-error.ts';
import { hasPassword, isPostgresAddress } from '../store/postgres/store-address.ts';
import { storeFile } from '../store/store-file.ts';

/** Environment variable that names a database instead of `--store`. Only its address may contain a password. */
const STORE_VARIABLE = 'OLLAMA_TURNKEY_STORE';

/** Checks a store address from the command line. Throws a UserError if it has a password: other users can read it. */
export const readStoreAddress = (text: string): string => {
  if (/^[a-z]+:\/\//i.test(text) && !isPostgresAddress(text)) {
    throw new UserError(
      'Unsupported store address.',
      'Use a file, or a database such as postgres://user@host/turnkey.',
    );
  }
  if (hasPassword(text)) {
    throw new UserError(
      'Other users of this computer can read a password on the command line.',
      `Put it into PGPASSWORD or a .pgpass file, or the whole address into ${STORE_VARIABLE}.`,
    );
  }
  return text;
};

interface Named {
  /** The value of `--store`. */
  readonly option: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly data: string;
}

/** The address of the store: from the option, else from the variable, else the file in the data folder. */
export const storeAddress = ({ option, env, data }: Named): string => {
  if (option !== undefined) return readStoreAddress(option);
  const named = env[STORE_VARIABLE]?.trim();
  return named ? named : storeFile(data);
};
