import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { Connection } from './connection.ts';
import { isTurnkeyError } from './errors/turnkey-error.ts';

/** Codes that mean that the user has no Turnkey, rather than one with something wrong. */
const ABSENT = new Set<ErrorCode>(['companion_missing', 'host_missing']);

export const meansAbsent = (error: unknown): boolean => isTurnkeyError(error) && ABSENT.has(error.code);

/** Whether Turnkey is not there. A line that stands has answered this already; else it is tried anew. */
export const isAbsent = async (connection: Connection): Promise<boolean> => {
  try {
    await connection.session().welcome;
    return false;
  } catch (error) {
    return meansAbsent(error);
  }
};
