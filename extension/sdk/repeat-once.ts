import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { Connection } from './connection.ts';
import { isTurnkeyError } from './errors/turnkey-error.ts';
import { isUnbegun } from './errors/unbegun.ts';
import type { Session } from './session/session.ts';

interface Options {
  /** True for what may be done twice without harm. */
  readonly harmless: boolean;
  readonly signal: AbortSignal | undefined;
}

/**
 * Does something over the connection, and once more over a new line if the first was lost before the host had
 * begun. A host that could not be started is tried again only if it once worked.
 */
export const repeatOnce = async <Result>(
  connection: Connection,
  { harmless, signal }: Options,
  run: (session: Session) => Promise<Result>,
): Promise<Result> => {
  const session = connection.session();
  try {
    return await run(session);
  } catch (error) {
    if (!isTurnkeyError(error) || !session.lost || signal?.aborted) throw error;
    const codes: readonly ErrorCode[] = connection.worked ? ['interrupted', 'host_failed'] : ['interrupted'];
    if (!codes.includes(error.code) || !(harmless || isUnbegun(error))) throw error;
    return run(connection.session());
  }
};
