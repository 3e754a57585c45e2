import type { Connection } from './connection.ts';
import { isTurnkeyError } from './errors/turnkey-error.ts';

/** Codes that mean that the user has no Turnkey, rather than one with something wrong. */
const ABSENT = /^(companion|host)_missing$/;

export const meansAbsent = (error: unknown): boolean => isTurnkeyError(error) && ABSENT.test(error.code);

/** Whether Turnkey is not there. A line that stands has answered this already; else it is tried anew. */
export const isAbsent = async (connection: Connection): Promise<boolean> => {
  try {
    await connection.session().welcome;
    return false;
  } catch (error) {
    return meansAbsent(error);
  }
};
