import type { Connection } from './connection.ts';
import { isTurnkeyError } from './errors/turnkey-error.ts';

/** Codes that mean that Turnkey is not installed, rather than not working. */
const ABSENT = /^(companion|host)_missing$/;

/** Whether an error means that Turnkey is not installed. */
export const meansAbsent = (error: unknown): boolean => isTurnkeyError(error) && ABSENT.test(error.code);

/** Whether Turnkey is not installed. Tries to connect unless the connection is open. */
export const isAbsent = async (connection: Connection): Promise<boolean> => {
  try {
    await connection.session().welcome;
    return false;
  } catch (error) {
    return meansAbsent(error);
  }
};
