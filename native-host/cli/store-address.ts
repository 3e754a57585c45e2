import { UserError } from '../errors/user-error.ts';
import { storeFile } from '../store/choose-store.ts';
import { hasPassword, isPostgresAddress } from '../store/postgres/store-address.ts';

/** What to name a database with, in place of `--store`: an address there may hold a password. */
const STORE_VARIABLE = 'OLLAMA_TURNKEY_STORE';

/** An address of a store as it was given on the command line, where everybody on the computer can read it. */
export const readStoreAddress = (text: string): string => {
  if (/^[a-z]+:\/\//i.test(text) && !isPostgresAddress(text)) {
    throw new UserError('That is no store.', 'Name a file, or a database like postgres://user@host/turnkey.');
  }
  if (hasPassword(text)) {
    throw new UserError(
      'A password on the command line can be read by everybody on this computer.',
      `Put it into PGPASSWORD or a .pgpass file, or the whole address into ${STORE_VARIABLE}.`,
    );
  }
  return text;
};

interface Named {
  /** Of `--store`. */
  readonly option: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly data: string;
}

/** Where the store is: what the option names, else the variable, else the file in the data folder. */
export const storeAddress = ({ option, env, data }: Named): string => {
  if (option !== undefined) return readStoreAddress(option);
  const named = env[STORE_VARIABLE]?.trim();
  return named ? named : storeFile(data);
};
