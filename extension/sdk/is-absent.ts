import { meansNotInstalled } from '../../shared/setup-url.ts';
import type { Connection } from './connection.ts';
import { isTurnkeyError } from './errors/turnkey-error.ts';

/** Whether an error means that Turnkey is not installed. */
export const meansAbsent = (error: unknown): boolean =>
  isTurnkeyError(error) && meansNotInstalled(error.code);

/** Whether Turnkey is not installed. Tries to connect unless the connection is open. */
export const isAbsent = async (connection: Connection): Promise<boolean> => {
  try {
    await connection.session().welcome;
    return false;
  } catch (error) {
    return meansAbsent(error);
  }
};
